// Finds sections by their words. No network: the sections are a script of this site.
const up = document.body.dataset.up;
const form = document.querySelector('form[role=search]');
const results = document.querySelector('.results');
const [status, list] = results.children;
let index;

function find(words) {
  if (!index) {
    const tokenize = text => text.split(/[^\p{L}\p{N}_]+/u); // `max_removals` is one word
    index = new MiniSearch({ fields: ['title', 'page', 'text'], storeFields: ['title', 'page', 'url'], tokenize });
    index.addAll(window.sections);
  }
  return index.search(words, { prefix: true, fuzzy: 0.15, boost: { title: 4, page: 2 }, combineWith: 'AND' });
}

function show() {
  const words = form.querySelector('input').value.trim();
  const found = words === '' ? [] : find(words);
  results.hidden = words === '';
  status.textContent = found.length === 0 ? 'Nothing found.' : `${found.length} found.`;
  list.replaceChildren(...found.slice(0, 12).map(one => {
    const [item, link] = [document.createElement('li'), document.createElement('a')];
    link.href = up + one.url;
    link.textContent = one.title.startsWith(one.page) ? one.title : `${one.page}: ${one.title}`;
    item.append(link);
    return item;
  }));
}

form.hidden = false;
form.addEventListener('input', show);
form.addEventListener('submit', event => {
  event.preventDefault();
  list.querySelector('a')?.click();
});
list.addEventListener('click', event => {
  if (event.target.matches('a')) results.hidden = true; // the section may be on this very page
});
