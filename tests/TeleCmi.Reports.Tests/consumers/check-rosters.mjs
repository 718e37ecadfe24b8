// Says of rosters (a JSON array of texts on standard input: the schema, then the rosters) whether the schema takes each.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv').default;

let all = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) all += part;
const [schema, ...rosters] = JSON.parse(all).map(text => JSON.parse(text));
// Snippets are words of editors.
const isValid = new Ajv({ keywords: ['defaultSnippets'], strictTypes: false, strictRequired: false }).compile(schema);
console.log(JSON.stringify(rosters.map(roster => isValid(roster))));
