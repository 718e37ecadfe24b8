// Walks through sites in the Chromium that the argument names, from the first page along every link; standard input is a JSON array of
// { name, folder, word, first }: the search must find the word, and the first address that it gives ends so.
// Prints what is wrong, by rule and site.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const width = 360;

let all = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) all += part;
const browser = await chromium.launch({ executablePath: process.argv[2], args: ['--no-sandbox'] });
const found = {};
try {
  for (const site of JSON.parse(all)) await walk(site);
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));

async function walk({ name, folder, word, first }) {
  const top = `${pathToFileURL(path.resolve(folder)).href}/`;
  const hold = (rule, problems) => ((found[rule] ??= {})[name] ??= []).push(...problems);
  ['requests', 'complaints'].forEach(rule => hold(rule, []));
  const seen = new Map([[`${top}index.html`, undefined]]);
  const wanted = [];
  let files = 0, documents = 0;
  const windows = await Promise.all(['light', 'dark'].map(open));

  // Two windows share the pages, one of those who like it dark.
  let waiting = [...seen.keys()];
  while (waiting.length > 0) {
    await Promise.all(windows.map(async ({ page, scheme }) => {
      for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) await visit(page, url, scheme);
    }));
    waiting = wanted.map(one => one.target.split('#')[0]).filter(url => !seen.has(url) && seen.set(url, undefined));
  }

  for (const { from, target } of wanted) {
    const [url, id] = target.split('#');
    const ids = seen.get(url);
    hold('links', ids && (!id || ids.includes(decodeURIComponent(id))) ? [] : [`${from} links to ${target.replace(top, '')}`]);
  }
  const pages = readdirSync(folder, { recursive: true }).filter(file => file.endsWith('.html')).map(file => file.replaceAll('\\', '/'));
  hold('reached', pages.filter(file => !seen.has(top + file)).map(file => `${file} is reached from nowhere`));
  await search(windows[0].page);
  await Promise.all(windows.map(({ page }) => page.context().close()));

  async function open(scheme) {
    const page = await (await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } })).newPage();
    page.on('console', message => hold('complaints', [`${page.url()}: ${message.text()}`]));
    page.on('pageerror', error => hold('complaints', [`${page.url()}: ${error}`]));
    page.on('request', request => {
      const isOwn = request.url().startsWith(top) || request.url().startsWith('data:');
      hold('requests', isOwn ? [] : [`${page.url()} asks for ${request.url()}`]);
    });
    return { page, scheme };
  }

  async function visit(page, url, scheme) {
    if (!existsSync(fileURLToPath(url))) return;
    await page.goto(url);
    const at = `${url.replace(top, '')}, ${scheme}`;
    const { ids, links, wide, isFile } = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map(one => one.id),
      links: [...document.querySelectorAll('a[href]')].map(one => one.href),
      wide: document.documentElement.scrollWidth,
      isFile: document.querySelector('main')?.children.length === 2 && document.querySelector('main > h1 + pre') !== null,
    }));
    seen.set(url, ids);
    wanted.push(...links.filter(link => !link.startsWith('https:')).map(target => ({ from: at, target })));
    hold('fits', wide === width ? [] : [`${at} is ${wide} px wide`]);
    // Pages look alike: a dozen stand for all, and one for the files.
    if (isFile ? !files++ : documents++ < 12) await accessible(page, at);
  }

  async function accessible(page, at) {
    await page.evaluate(axe);
    hold('axe', await page.evaluate(async at => (await axe.run({ preload: false, resultTypes: ['violations'] })).violations.flatMap(
      one => one.nodes.map(node => `${at}: ${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)), at));
  }

  async function search(page) {
    await page.goto(`${top}index.html`);
    const box = page.locator('input[type=search]');
    if (await box.count() === 0) return hold('search', ['there is nowhere to search']);
    await box.fill('xyzzyquux');
    const none = await page.locator('.results a').count();
    await box.fill(word);
    await accessible(page, 'with what was found');
    const link = page.locator('.results a').first();
    const href = await link.evaluate(one => one.href, undefined, { timeout: 5000 }).catch(() => '');
    if (href !== '') await link.click();
    const isThere = page.url() === href && (await page.locator('main').innerText()).includes(word);
    hold('search', [
      ...(none === 0 ? [] : ['finds what there is not']),
      ...(href.endsWith(first) ? [] : [`the first for ${word} is ${href}`]),
      ...(isThere ? [] : [`${word} is not on the page that was found`]),
    ]);
  }
}
