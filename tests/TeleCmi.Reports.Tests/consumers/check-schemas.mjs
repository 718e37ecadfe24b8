// Compiles JSON Schemas (a JSON array of texts on standard input), known by their $id alone; prints what is wrong.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv').default;

let all = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) all += part;
const schemas = JSON.parse(all).map(text => JSON.parse(text));
const ajv = new Ajv({ schemas, allErrors: true });
const problems = [];
for (const schema of schemas) {
  try {
    if (!schema.$id) throw new Error(`${schema.title} has no $id`);
    ajv.getSchema(schema.$id);
  } catch (problem) {
    problems.push(problem.message);
  }
}

console.log(JSON.stringify(problems));
