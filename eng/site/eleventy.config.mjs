// The site: every page is Markdown in the repository's own layout, so that its links keep their ways.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { headings, sections } from './headings.mjs';
import { href, label, navigation, pictures, published, read, text, up } from './pages.mjs';

const found = [];

export default function (eleventy) {
  for (const page of published) {
    eleventy.addTemplate(`pages/${page.name}.md`, read(page.name), {
      file: page.name, label: label(page.name), permalink: page.url, layout: 'layout.njk', up: up(page.url), navigation,
    });
  }
  eleventy.addPassthroughCopy({
    ...Object.fromEntries(pictures.map(name => [name, name])),
    'eng/site/site.css': 'site.css',
    'eng/site/search.js': 'search.js',
    'eng/site/node_modules/minisearch/dist/umd/index.js': 'minisearch.js',
  });

  eleventy.amendLibrary('md', markdown => {
    markdown.core.ruler.push('telecmi', ({ tokens, env }) => {
      headings(tokens);
      for (const token of tokens.flatMap(one => one.children ?? [])) {
        const name = { link_open: 'href', image: 'src' }[token.type];
        if (name) token.attrSet(name, href(env.file, token.attrGet(name)));
      }
      for (const [at, token] of tokens.entries()) {
        if (token.type === 'th_open' && tokens[at + 1].content === '') token.tag = tokens[at + 2].tag = 'td'; // it is the head of nothing
      }
      found.push(...sections(tokens, env));
    });

    // What is wider than a phone scrolls by itself, by keyboard too.
    const { rules } = markdown.renderer;
    rules.table_open = () => '<div class="scroll" tabindex="0"><table>\n';
    rules.table_close = () => '</table></div>\n';
    rules.fence = (tokens, at) => `<pre tabindex="0"><code>${text(tokens[at].content)}</code></pre>\n`;
  });

  // A script and no JSON: a page that was opened from disk may load it.
  eleventy.on('eleventy.after', ({ directories }) =>
    writeFileSync(path.join(directories.output, 'sections.js'), `window.sections = ${JSON.stringify(found)};\n`));

  return { dir: { input: 'eng/site', includes: '.' }, templateFormats: ['md'], markdownTemplateEngine: false };
}
