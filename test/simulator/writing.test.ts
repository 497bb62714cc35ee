import { sanitizeHtml } from '../../src/simulator/brokers/eident/transaction-html';
import { BoundedMap } from '../../src/simulator/bounded-map';
import { escapeHtml, html } from '../../src/simulator/pages/html';
import { escapeXml, xml } from '../../src/simulator/xml/template';
import { indentXml } from '../../src/simulator/xml/indent';

describe('xml', () => {
  test('escapes what is put in, save what is XML already', () => {
    expect(xml`<a b="${'"<&>\n'}">${xml`<c/>`}${undefined}${[xml`1`, xml`2`]}${3}</a>`.text).toBe(
      '<a b="&quot;&lt;&amp;&gt;&#10;"><c/>123</a>',
    );
  });

  test('what XML cannot hold becomes the replacement character', () => {
    expect(escapeXml('\u0000\u000B\uFFFE\uD800 æ 𝄞')).toBe('\uFFFD\uFFFD\uFFFD\uFFFD æ 𝄞');
  });
});

describe('html', () => {
  test('escapes what is put in, save what is HTML already', () => {
    expect(html`<a b="${`"<&>'`}">${html`<b></b>`}${undefined}${[html`1`, html`2`]}${3}</a>`.text).toBe(
      '<a b="&quot;&lt;&amp;&gt;&#39;"><b></b>123</a>',
    );
    expect(escapeHtml(`</script>`)).toBe('&lt;/script&gt;');
  });
});

describe('a transaction text as HTML', () => {
  test.each([
    ['<p>a</p>', '<p>a</p>'],
    ['<P CLASS="x">a</P>', '<p>a</p>'],
    ['<p>a', '<p>a</p>'],
    ['a</div></main>b', 'ab'],
    ['<ul><li>a<li>b</ul>c', '<ul><li>a<li>b</li></li></ul>c'],
    ['<p onclick="x">a</p>', '<p>a</p>'],
    ['<script>a</script>', 'a'],
    ['<style>p{}</style><title>t</title>a', 'a'],
    ['<html><body><font>a</font></body></html>', 'a'],
    ['a & b &amp; c &lt; &aelig; &#230;', 'a &amp; b &amp; c &lt; &aelig; &#230;'],
    ['<<p>a', 'a'],
    ['<p', ''],
    ['1 < 2 > 3 "\'', '1  3 &quot;&#39;'],
    ['<a href="https://x.example">a</a>', '<a>a</a>'],
  ])('%s', (text, shown) => {
    expect(sanitizeHtml(text).text).toBe(shown);
  });
});

describe('indentXml', () => {
  test('sets elements on lines of their own, text beside its tags', () => {
    expect(indentXml('<?xml version="1.0"?><a x="1"><b>t</b><c/><d><e/></d></a>')).toBe(
      ['<?xml version="1.0"?>', '<a x="1">', '  <b>t</b>', '  <c/>', '  <d>', '    <e/>', '  </d>', '</a>'].join('\n'),
    );
  });

  test.each(['', 'no XML', '</a></b>', '<a', '<!DOCTYPE a><a><!-- x --></a>'])('takes anything: %s', (text) => {
    expect(indentXml(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});

test('a bounded map forgets the oldest', () => {
  const map = new BoundedMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4]);
  expect(map.values()).toEqual([3, 4]);
  map.delete('a');
  expect(map.entries()).toEqual([['c', 4]]);
});
