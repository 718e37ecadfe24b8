// What is published: README, docs/ but for pages of registries, and whatever is linked from there: a file as a page of its own, a folder
// with all that is in it. A link that leads nowhere ends the build.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const MarkdownIt = createRequire(createRequire(import.meta.url).resolve('@11ty/eleventy'))('markdown-it');
const parser = new MarkdownIt({ html: true });
export const text = parser.utils.escapeHtml;

const git = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
const files = new Set(execFileSync('git', git, { encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\0').filter(name => name !== '' && existsSync(name) && !/package(s\.|-)lock\.json$/.test(name)));
const folders = new Set([...files].flatMap(parents));

const isPage = name => name.endsWith('.md');
const isPicture = name => /\.(svg|png)$/.test(name);

function parents(name) {
  const folder = path.posix.dirname(name);
  return folder === '.' ? [] : [folder, ...parents(folder)];
}

function inside(folder) {
  return [...files, ...folders].filter(name => path.posix.dirname(name) === folder).sort();
}

// The page that shows a file; a folder's is its README, whether it has one or not.
const page = name => folders.has(name) ? `${name}/README.md` : name;

// No name begins with a dot: hosts of pages leave such files out.
function url(name) {
  const stem = name.replace(/(?<!(^|\/)index)\.md$/, '').replace(/(^|\/)README$/, '$1index').replaceAll(/(^|\/)\./g, '$1dot-');
  return isPicture(name) ? stem : `${stem}.html`;
}

function target(from, link) {
  const name = path.posix.join(path.posix.dirname(from), link.split('#')[0]).replace(/\/$/, '');
  if (!files.has(name) && !folders.has(name)) throw new Error(`${from}: ${link} leads nowhere.`);
  return page(name);
}

const isElsewhere = link => /^[a-z]+:|^#/.test(link);

export function href(from, link) {
  if (isElsewhere(link)) return link;
  const hash = link.includes('#') ? link.slice(link.indexOf('#')) : '';
  return up(url(from)) + url(target(from, link)) + hash;
}

export const up = url => '../'.repeat(url.split('/').length - 1);

// The Markdown of a page: its own, and of a folder's what is in it; of any other file a fence with its text.
export function read(name) {
  if (isPage(name)) return (files.has(name) ? plain(readFileSync(name, 'utf8')) : `# ${path.posix.dirname(name)}\n`) + listing(name);
  const content = readFileSync(name, 'utf8');
  const ticks = '`'.repeat(Math.max(3, ...(content.match(/`+/g) ?? []).map(one => one.length + 1)));
  return `# ${path.posix.basename(name)}\n\n${ticks}\n${content}\n${ticks}\n`;
}

// A page for a registry says its title in front, and one for Pulumi's marks what is for one language with words of that site.
const isForRegistry = name => readFileSync(name, 'utf8').startsWith('---\n');

function plain(text) {
  const [, front, body] = text.match(/^---\n(.*?)\n---\n(.*)$/s) ?? [];
  if (front === undefined) return text;
  const title = /^# /m.test(body.replace(/^```.*?^```/gms, '')) ? '' : `# ${front.match(/^(page_)?title: *(.*)$/m)?.[2]}\n`;
  return `${title}${body.replace(/^\{\{% choosable language (\w+) %\}\}$/gm, '$1:').replace(/^\{\{[<%].*[>%]\}\}$/gm, '')}`;
}

function listing(name) {
  const folder = path.posix.dirname(name);
  if (!name.endsWith('/README.md') || name === 'docs/README.md') return '';
  const rows = inside(folder).filter(one => one !== name).map(one => path.posix.basename(one)).map(one => `- [${one}](${one})\n`);
  return `\n${files.has(name) ? '## Files\n\n' : ''}${rows.join('')}`;
}

function tokens(name) {
  return parser.parse(read(name), {});
}

function links(name) {
  return tokens(name).flatMap(one => one.children ?? [])
    .map(one => one.attrGet({ link_open: 'href', image: 'src' }[one.type] ?? ''))
    .filter(link => link && !isElsewhere(link));
}

// What a page is called: its first heading, as far as the colon.
export function label(name) {
  const all = tokens(name);
  const title = all[all.findIndex(one => one.type === 'heading_open') + 1];
  return title?.content?.replace(/[`*]/g, '').split(':')[0] || path.posix.basename(name);
}

const names = new Set();
const open = ['README.md', ...[...files].filter(name => name.startsWith('docs/') && isPage(name) && !isForRegistry(name))];
while (open.length > 0) {
  const name = open.pop();
  if (names.has(name)) continue;
  names.add(name);
  if (isPage(name)) open.push(...links(name).map(link => target(name, link)));
}

export const pictures = [...names].filter(isPicture);
export const published = [...names].filter(name => !isPicture(name)).map(name => ({ name, url: url(name) }));

// The pages that docs/README.md lists, in its order.
export const navigation = [...new Set(links('docs/README.md').map(link => target('docs/README.md', link)))]
  .map(name => ({ url: url(name), label: label(name) }));
