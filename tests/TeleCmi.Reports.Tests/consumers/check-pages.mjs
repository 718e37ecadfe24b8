// Opens pages in the Chromium that the argument names; standard input is a JSON array of { name, html, looks }.
// Prints what is wrong, by rule and page; where a rule was looked at and holds, the list is empty.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = [[360, 'light'], [360, 'dark'], [800, 'light'], [1280, 'dark']].map(([width, colorScheme]) => ({ width, colorScheme }));
const desk = { width: 1280, colorScheme: 'light' };

// What is looked at, in which windows. A look asks `hold(rule, problems)` for each of its rules.
const looks = {
  opens: [views, async ({ page, hold, complaints, requests, width, colorScheme }) => {
    await unfold(page);
    hold('requests', requests.slice(1).map(url => `asks for ${url}`));
    hold('complaints', complaints);
    hold('fits', await page.evaluate(width => {
      const wide = [...document.querySelectorAll('body *')].filter(one => !one.closest('.sr') && one.getBoundingClientRect().right > width);
      const problems = wide.slice(0, 3).map(one => `${one.outerHTML.slice(0, 80)} ends at ${one.getBoundingClientRect().right} px`);
      const all = document.documentElement.scrollWidth;
      return all === width ? problems : [...problems, `the page is ${all} px wide`];
    }, width));
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const isDark = paper.match(/[0-9]+/g).slice(0, 3).every(part => part < 60) && paper !== 'rgba(0, 0, 0, 0)';
    hold('scheme', isDark === (colorScheme === 'dark') ? [] : [`its paper is ${paper}`]);
    hold('parts', await page.evaluate(() =>
      [...document.querySelectorAll('script, img, iframe, object, embed, link, form, base, [style]')]
        .map(one => `holds ${one.outerHTML.slice(0, 80)}`)));
  }],

  accessible: [[views[0], views[3]], async ({ page, hold }) => {
    await unfold(page);
    await page.evaluate(axe);
    hold('axe', await page.evaluate(async () => (await axe.run()).violations.flatMap(
      one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))));
  }],

  // Colours of the reader's own: a bar must be seen on whatever paper that gives (WCAG 2.2, 1.4.11).
  forced: [views.slice(0, 2).map(view => ({ ...view, forcedColors: 'active' })), async ({ page, hold }) => {
    hold('forced', await page.evaluate(() => {
      const bars = [...document.querySelectorAll('.duty rect')];
      const light = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
      const paper = light(getComputedStyle(document.body).backgroundColor);
      const contrast = colour => (Math.max(light(colour), paper) + 0.05) / (Math.min(light(colour), paper) + 0.05);
      const fills = [...new Set(bars.map(bar => `${bar.getAttribute('class')}|${getComputedStyle(bar).fill}`))]
        .map(one => one.split('|'));
      return [
        ...(matchMedia('(forced-colors: active)').matches ? [] : ['the colours are not forced']),
        ...(bars.length > 0 ? [] : ['has no bars']),
        ...fills.filter(([, fill]) => contrast(fill) < 3).map(([bar, fill]) => `the bars of "${bar}" (${fill}) are not seen on the paper`),
        ...(new Set(fills.map(([, fill]) => fill)).size === fills.length ? [] : ['two kinds of bars have one colour']),
      ];
    }));
  }],

  order: [[desk], async ({ page, hold }) => {
    const levels = await page.evaluate(
      () => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName[1])));
    hold('headings', [
      ...(levels[0] === 1 && levels.filter(level => level === 1).length === 1 ? [] : [`its headings are of the levels ${levels}`]),
      ...levels.slice(1).flatMap(
        (level, at) => level <= levels[at] + 1 ? [] : [`a heading of level ${level} follows one of ${levels[at]}`]),
    ]);

    const problems = [];
    const controls = await page.evaluate(() => document.querySelectorAll('a[href], summary, button, input, select, textarea').length);
    for (let i = 1; i <= controls; i++) {
      await page.keyboard.press('Tab');
      const isSeen = await page.evaluate(() => {
        const at = document.activeElement;
        at.dataset.reached = '1';
        return at.matches('a[href], summary') && getComputedStyle(at).outlineStyle !== 'none';
      });
      if (!isSeen) problems.push(`control ${i} of ${controls} shows no focus`);
    }
    const reached = await page.evaluate(() => document.querySelectorAll('[data-reached]').length);
    hold('keyboard', reached === controls ? problems : [...problems, `${reached} of ${controls} controls are reached by keyboard`]);
  }],

  folds: [[desk], async ({ page, hold }) => {
    const rows = () => page.evaluate(() => {
      const all = [...document.querySelectorAll('.row')];
      return [all.length, all.filter(one => one.checkVisibility({ contentVisibilityAuto: true })).length];
    });
    const pages = async () => (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;
    const [[all, open], folded] = [await rows(), await pages()];
    await unfold(page);
    const [[, unfolded], whole] = [await rows(), await pages()];
    hold('folds', [
      ...(all >= 160 && all <= 200 ? [] : [`has ${all} rows`]),
      ...(open >= 25 && open <= 60 ? [] : [`shows ${open} of ${all} rows at first`]),
      ...(unfolded === all ? [] : [`shows ${unfolded} of ${all} rows unfolded`]),
    ]);
    hold('prints', folded === whole && whole >= 8 && whole <= 40 ? [] : [`prints ${folded} pages folded, ${whole} unfolded`]);
  }],

  policy: [[desk], async ({ page, hold, complaints }) => {
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      return window.ran === true;
    });
    hold('policy', [
      ...(ran ? ['a script ran in it'] : []),
      ...(complaints.some(one => one.includes('Content Security Policy')) ? [] : ['its policy did not stop a script']),
    ]);
  }],
};

const unfold = page => page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = true; }));

let all = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) all += part;
const folder = mkdtempSync(path.join(tmpdir(), 'telecmi-page-'));
const browser = await chromium.launch({ executablePath: process.argv[2], args: ['--no-sandbox'] });
const [windows, found] = [new Map(), {}];
try {
  for (const [at, { name, html, looks: wanted }] of JSON.parse(all).entries()) {
    const file = path.join(folder, `${at}.html`);
    writeFileSync(file, html);
    for (const [views, look] of wanted.map(one => looks[one])) {
      for (const view of views) {
        const window = await open(view);
        window.complaints.length = window.requests.length = 0;
        await window.page.goto(pathToFileURL(file).href);
        const hold = (rule, problems) => {
          const told = problems.map(one => `at ${view.width} px, ${view.colorScheme}: ${one}`);
          ((found[rule] ??= {})[name] ??= []).push(...told);
        };
        await look({ ...window, ...view, hold });
      }
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
console.log(JSON.stringify(found));

// A window of one kind, which notes what is asked for and complained about.
async function open(view) {
  if (!windows.has(view)) {
    const context = await browser.newContext({ ...view, viewport: { width: view.width, height: 900 } });
    const [page, complaints, requests] = [await context.newPage(), [], []];
    page.on('console', message => complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('request', request => requests.push(request.url()));
    windows.set(view, { page, complaints, requests });
  }
  return windows.get(view);
}
