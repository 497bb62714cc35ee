import { transactionHtmlProblem } from '../../../src/strategies/eident/transaction-html';

describe('a transaction text of type html', () => {
  describe('may be', () => {
    test.each([
      ['plain text', 'Pay 100 kr. to the tax office'],
      ['a > in the text', 'a > b'],
      ['line breaks', 'one\r\n\ttwo'],
      ['references', '5 &lt; 6 &amp; 7 &gt; 6, K&oslash;benhavn, &#230;&#xE6;'],
      ['every allowed tag', allTags()],
      ['tags in upper case', '<B>Pay</B> <Table><TR><TD>1</TD></TR></Table>'],
      [
        'a whole document',
        '<html><head><title>Pay</title><style>b { color: red }</style></head><body><p>x</p></body></html>',
      ],
      [
        'end tags that HTML lets one leave out',
        '<ul><li>one<li>two</ul><table><tr><td>1<td>2<tr><td>3</table><p>x<p>y',
      ],
      [
        'attributes that style',
        '<table border=1 width="100%" cellpadding=\'2\'><tr><td align="right">1</td></tr></table>',
      ],
      ['a style', '<p style="font-weight: bold; color: #ff0000 !important">x</p>'],
      ['a style sheet', '<style type="text/css">h1 > b { margin: 0 2px; }</style>'],
      ['a font', '<font face="Arial" size="2" color="#000">x</font>'],
      ['an https link', '<a href="https://app.example/terms?a=1&amp;b=2">terms</a>'],
      ['a mail link', '<a href="mailto:help@app.example">mail</a>'],
      ['a telephone link', "<a href='tel:+4533333333'>call</a>"],
      ['an attribute without a value', '<p title>x</p>'],
      ['space before the end of a tag', '<p >x</p >'],
    ])('%s', (_name, html) => {
      expect(transactionHtmlProblem(html)).toBeUndefined();
    });
  });

  describe('is refused with', () => {
    test.each([
      ['<script>', '<script>alert(1)</script>', '<script>'],
      ['<img>', '<img src="https://evil.example/x.png">', '<img>'],
      ['<iframe>', '<iframe></iframe>', '<iframe>'],
      ['<svg>', '<svg></svg>', '<svg>'],
      ['<form>', '<form></form>', '<form>'],
      ['<br>, which the broker does not list', 'one<br>two', '<br>'],
      ['<base>', '<base href="https://evil.example/">', '<base>'],
      ['<meta>', '<meta>', '<meta>'],
      ['<link>', '<link>', '<link>'],
      ['an unknown tag', '<blink>x</blink>', '<blink>'],
      ['a custom tag', '<x-y>x</x-y>', 'no plain tag'],
      ['a namespaced tag', '<svg:a>x</svg:a>', 'no plain tag'],
      ['a closing tag that is not allowed', 'x</script>', '<script>'],

      ['onclick', '<p onclick="alert(1)">x</p>', 'event attributes'],
      ['ONLOAD', '<body ONLOAD=alert>x</body>', 'event attributes'],
      ['an event attribute nobody knows', '<p onfuturething="x">y</p>', 'event attributes'],
      ['src', '<p src="x">y</p>', 'src in <p>'],
      ['dynsrc', '<table dynsrc="x"></table>', 'dynsrc in <table>'],
      ['lowsrc', '<table lowsrc="x"></table>', 'lowsrc in <table>'],
      ['background', '<body background="https://evil.example/">x</body>', 'background in <body>'],
      ['srcdoc', '<p srcdoc="x">y</p>', 'srcdoc in <p>'],
      ['formaction', '<a formaction="x">y</a>', 'formaction in <a>'],
      ['name, which may shadow the document', '<a name="body">y</a>', 'name in <a>'],
      ['an attribute with a prefix', '<a xlink:href="x">y</a>', 'attributes that cannot be read'],
      ['an attribute with a number', '<p data1="x">y</p>', 'attributes that cannot be read'],

      ['javascript: in href', '<a href="javascript:alert(1)">x</a>', 'no https:, mailto: or tel: link'],
      ['JavaScript: in mixed case', '<a href="JaVaScRiPt:alert(1)">x</a>', 'no https:, mailto: or tel: link'],
      ['javascript: after a space', '<a href=" javascript:alert(1)">x</a>', 'no https:, mailto: or tel: link'],
      ['javascript: split by a tab', '<a href="java\tscript:alert(1)">x</a>', 'no https:, mailto: or tel: link'],
      ['javascript: split by a line feed', '<a href="java\nscript:alert(1)">x</a>', 'no https:, mailto: or tel: link'],
      ['&#106;avascript:', '<a href="&#106;avascript:alert(1)">x</a>', 'entity in href'],
      ['&#x6A;avascript:', '<a href="&#x6A;avascript:alert(1)">x</a>', 'entity in href'],
      ['&#0000106avascript: without a semicolon', '<a href="&#0000106avascript:alert(1)">x</a>', 'entity in href'],
      ['javascript&colon;', '<a href="javascript&colon;alert(1)">x</a>', 'entity in href'],
      ['java&Tab;script:', '<a href="java&Tab;script:alert(1)">x</a>', 'entity in href'],
      ['an entity in another attribute', '<p title="&lt;b">x</p>', 'entity in title'],
      ['vbscript:', '<a href="vbscript:x">x</a>', 'no https:, mailto: or tel: link'],
      ['data:', '<a href="data:text/html,x">x</a>', 'no https:, mailto: or tel: link'],
      ['http:', '<a href="http://app.example/">x</a>', 'no https:, mailto: or tel: link'],
      ['a link without a scheme', '<a href="//evil.example/">x</a>', 'no https:, mailto: or tel: link'],
      ['a link with a backslash', '<a href="https:\\\\evil.example/">x</a>', 'no https:, mailto: or tel: link'],
      ['an empty link', '<a href="">x</a>', 'no https:, mailto: or tel: link'],
      ['href outside <a>', '<p href="https://app.example/">x</p>', 'belongs in <a>'],

      ['expression() in a style', '<p style="width: expression(alert(1))">x</p>', '"expression" in style'],
      ['EXPRESSION in a style', '<p style="width: EXPRESSION(alert(1))">x</p>', '"EXPRESSION" in style'],
      ['expression hidden by a comment', '<p style="width: exp/**/ression(alert(1))">x</p>', '"/*" in style'],
      ['expression hidden by an escape', '<p style="width: e\\78pression(alert(1))">x</p>', '"\\" in style'],
      [
        'expression in wide letters',
        '<p style="width: ｅｘｐｒｅｓｓｉｏｎ(alert(1))">x</p>',
        'outside ASCII in style',
      ],
      ['an entity in a style', '<p style="width: &#101;xpression(alert(1))">x</p>', 'entity in style'],
      ['&amp; in a style', '<p style="a: b&amp;c">x</p>', '"&" in style'],
      ['url() in a style', '<p style="background: url(https://evil.example/)">x</p>', '"url" in style'],
      ['image-set() in a style', '<p style="background: image-set(1)">x</p>', '"image" in style'],
      ['javascript: in a style', '<p style="a: javascript:x">y</p>', '"javascript" in style'],
      ['behavior in a style', '<p style="behavior: x">y</p>', '"behavior" in style'],
      ['-moz-binding in a style', '<p style="-moz-binding: x">y</p>', '"binding" in style'],
      ['@import in a style sheet', '<style>@import "x";</style>', '"@" in <style>'],
      ['expression in a style sheet', '<style>p { width: expression(1) }</style>', '"expression" in <style>'],
      ['a script link in a style sheet', '<style>p { a: javascript:x }</style>', '"javascript" in <style>'],
      ['a tag inside a style sheet', '<style><b></style>', '<b> inside <style>'],
      ['another end inside a style sheet', '<p><style></p></style>', 'closes <p> before <style>'],
      ['a tag inside a title', '<title><b>x</b></title>', '<b> inside <title>'],

      ['a comment', 'x<!-- y -->', 'no plain tag, at character 2'],
      ['a comment that some browsers end early', '<!--><b>x</b>-->', 'no plain tag'],
      ['a conditional comment', '<!--[if IE]><b>x</b><![endif]-->', 'no plain tag'],
      ['a doctype', '<!DOCTYPE html><p>x</p>', 'no plain tag, at character 1'],
      ['a CDATA section', '<![CDATA[x]]>', 'no plain tag'],
      ['a processing instruction', '<?php x ?>', 'no plain tag'],
      ['a bogus comment', '</ p>', 'no plain tag'],
      ['a stray <', '5 < 6', 'no plain tag, at character 3'],
      ['a tag that does not end', '<p', 'no plain tag'],
      ['a tag in a tag', '<p <b>', 'no plain tag'],
      ['a slash for a space', '<p/onclick=alert(1)>x</p>', 'no plain tag'],
      ['a tag that ends itself', '<p />', 'attributes that cannot be read'],
      ['a > in a quoted value', '<p title="a>b" onclick="x">y</p>', 'attributes that cannot be read'],
      ['a quote that is not closed', '<p title="a>b</p>', 'attributes that cannot be read'],
      ['attributes without a space between', '<p title="a"onclick="x">y</p>', 'attributes that cannot be read'],
      ['a backtick for a quote', '<p title=`a`>y</p>', 'attributes that cannot be read'],
      ['a backtick in a value', '<p title="`onclick=x">y</p>', 'attributes that cannot be read'],
      ['space around the equals sign', '<p title = "x">y</p>', 'attributes that cannot be read'],
      ['an attribute twice', '<p class="a" CLASS="b">x</p>', 'attribute class twice in <p>'],
      ['attributes in an end tag', '<p>x</p class="a">', 'attributes in </p>'],

      ['an end tag for nothing', 'x</div>', 'closes <div>, which is not open'],
      ['an end tag that closes the page around it', '</p></div></body>', 'closes <p>, which is not open'],
      ['tags that cross', '<b><i>x</b></i>', 'closes <b> before <i>'],
      ['a tag left open', '<div>x', 'leaves <div> open'],
      ['a style sheet left open', '<style>p {}', 'leaves <style> open'],

      ['a bare ampersand', 'a & b', 'no known character reference'],
      ['an entity nobody knows', '&lpar;', 'no known character reference'],
      ['an entity without its semicolon', '&lt b', 'no known character reference'],
      ['a NUL', 'a\u0000b', 'control character'],
      ['a form feed, which is a space to HTML', '<p\u000conclick="x">y</p>', 'control character'],
      ['an escape', '\u001b[2K', 'control character'],
    ])('%s', (_name, html, problem) => {
      expect(transactionHtmlProblem(html)).toContain(problem);
    });
  });

  test('a long text of openings takes no time to refuse', () => {
    expect(transactionHtmlProblem('<p '.repeat(200))).toContain('no plain tag');
    expect(transactionHtmlProblem(`<p ${' \t'.repeat(290)}`)).toContain('no plain tag');
  });
});

function allTags(): string {
  const tags = 'div p ul li h1 h2 h3 h4 h5 h6 table font tr th td i u b center a q small'.split(' ');
  return tags.map((tag) => `<${tag}>x</${tag}>`).join('');
}
