// Has the SARIF tool of Microsoft validate SARIF documents (a JSON array of texts on standard input); prints the findings of each.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const tool = createRequire(import.meta.url)('@microsoft/sarif-multitool');
chmodSync(tool, 0o755); // the package comes without its run bit
const folder = mkdtempSync(path.join(tmpdir(), 'telecmi-sarif-'));
let all = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) all += part;
const documents = JSON.parse(all);
documents.forEach((document, at) => writeFileSync(path.join(folder, `${at}.sarif`), document));
console.log(JSON.stringify(documents.map((_, at) => {
  const log = path.join(folder, `${at}.found.sarif`);
  const run = spawnSync(tool, ['validate', path.join(folder, `${at}.sarif`), '--output', log, '--log', 'ForceOverwrite'], { encoding: 'utf8' });
  if (run.status === null) throw new Error(`${tool} did not run: ${run.error}`);
  return JSON.parse(readFileSync(log, 'utf8')).runs[0].results.map(one => `${one.ruleId} ${one.level ?? 'warning'}`)
    .filter(one => !one.endsWith(' note'));
})));
rmSync(folder, { recursive: true });
