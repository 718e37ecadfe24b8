// Holds SARIF documents (a JSON array of texts on standard input) to the published schema; prints the violations of each.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const require = createRequire(import.meta.url);
const Ajv = require('ajv-draft-04').default;
const addFormats = require('ajv-formats').default;
const home = path.dirname(require.resolve('@microsoft/jest-sarif/package.json'));
const schema = JSON.parse(readFileSync(path.join(home, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

let all = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) all += part;
console.log(JSON.stringify(JSON.parse(all).map(document => validate(JSON.parse(document)) ? [] : validate.errors)));
