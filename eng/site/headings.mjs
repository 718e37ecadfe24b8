// Headings get the ids that GitHub gives them, and cut a page into the sections that the search finds.
const words = token => (token.children ?? [])
  .map(one => /break$/.test(one.type) ? ' ' : ['text', 'code_inline', 'image'].includes(one.type) ? one.content : '')
  .join('');

export function headings(tokens) {
  const taken = new Map();
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const id = words(tokens[at + 1]).trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    const before = taken.get(id) ?? 0;
    taken.set(id, before + 1);
    token.attrSet('id', before === 0 ? id : `${id}-${before}`);
  }
}

export function sections(tokens, { file, label, permalink }) {
  let section = { title: label, page: label, url: permalink, text: '' };
  const all = [section];
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      section = { title: words(tokens[at + 1]), page: label, url: `${permalink}#${token.attrGet('id')}`, text: '' };
      all.push(section);
    } else if (token.type === 'inline' && tokens[at - 1].type !== 'heading_open') {
      section.text += `${words(token)}\n`;
    } else if (token.type === 'fence') {
      section.text += token.content;
    }
  }
  return all.filter(one => one.text !== '').map((one, at) => ({ id: `${file}-${at}`, ...one }));
}
