// The site as Eleventy wants it: collections for the lists, and what its Markdown lacks of the others' (ids, quotes).

const PER_PAGE = 20;

export default function (config) {
  config.amendLibrary('md', (md) => {
    md.set({ typographer: true });
    md.core.ruler.push('heading_ids', headingIds);
  });
  config.addFilter('iso', (day) => day.toISOString().slice(0, 10));
  const long = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  config.addFilter('long', (day) => long.format(day));
  config.addCollection('newest', newest);
  config.addCollection('people', (api) =>
    api.getFilteredByTag('person').sort((a, b) => a.data.order - b.data.order));
  config.addCollection('nameById', (api) =>
    Object.fromEntries(api.getFilteredByTag('person').map((person) => [person.fileSlug, person.data.title])));
  config.addCollection('topics', (api) => byTopic(api));
  // Eleventy can page through one list, not through a list of lists: the pages of all topics are one list here.
  config.addCollection('topicPages', (api) => byTopic(api).flatMap(pagesOf));
  // The articles are Markdown and nothing else, as they are for the others.
  return { markdownTemplateEngine: false };
}

function newest(api) {
  return api.getFilteredByTag('article').sort((a, b) => b.date - a.date);
}

function byTopic(api) {
  const topics = new Map();
  for (const article of newest(api)) {
    for (const topic of article.data.topics) {
      if (!topics.has(topic)) topics.set(topic, []);
      topics.get(topic).push(article);
    }
  }
  return [...topics].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, items]) => ({ name, items }));
}

function pagesOf({ name, items }) {
  const pages = [];
  for (let start = 0; start < items.length; start += PER_PAGE) {
    pages.push({ name, number: pages.length + 1, items: items.slice(start, start + PER_PAGE), more: start + PER_PAGE < items.length });
  }
  return pages;
}

function headingIds(state) {
  const used = new Map();
  state.tokens.forEach((token, i) => {
    if (token.type !== 'heading_open') return;
    const slug = state.tokens[i + 1].content.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
    const before = used.get(slug) ?? 0;
    used.set(slug, before + 1);
    token.attrSet('id', before ? `${slug}-${before}` : slug);
  });
}
