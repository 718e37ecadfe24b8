// Reads JUnit documents (a JSON array of texts on standard input) with a parser of others; prints what it understood.
import { parse } from 'junit2json';

const documents = JSON.parse(await text(process.stdin));
const read = [];
for (const document of documents) {
  read.push(await parse(document));
}
console.log(JSON.stringify(read));

async function text(stream) {
  let all = '';
  stream.setEncoding('utf8');
  for await (const part of stream) all += part;
  return all;
}
