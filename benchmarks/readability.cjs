// Mozilla's Readability behind a pipe: a line of JSON in ({html, url}), a line of JSON out.
// The folder that holds node_modules is the first argument.
'use strict';
const path = require('node:path');
const readline = require('node:readline');
const { createRequire } = require('node:module');

const from = createRequire(path.join(process.argv[2], 'package.json'));
const { JSDOM, VirtualConsole } = from('jsdom');
const { Readability } = from('@mozilla/readability');

function extract({ html, url }) {
  // No scripts run and nothing is fetched: that is how jsdom is unless told otherwise.
  const options = { virtualConsole: new VirtualConsole() };
  let dom;
  try {
    dom = new JSDOM(html, { ...options, url: url || 'http://example.org/' });
  } catch {
    dom = new JSDOM(html, { ...options, url: 'http://example.org/' }); // an address that is none
  }
  try {
    const found = new Readability(dom.window.document).parse();
    if (!found) return {};
    return {
      html: found.content,
      title: found.title,
      byline: found.byline,
      published: found.publishedTime,
    };
  } finally {
    dom.window.close();
  }
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  let answer;
  try {
    answer = extract(JSON.parse(line));
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
});
