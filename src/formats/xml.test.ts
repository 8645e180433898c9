// Expected elements are those written in the documents here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../ecg/errors.ts";
import { parseXml, xmlChild, xmlDescendants, xmlText } from "./parse-xml.ts";
import { xmlRootName } from "./xml-root-name.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("elements, attributes and text, prefixes dropped, entities of XML resolved", () => {
  const root = parseXml(
    bytes('<?xml version="1.0"?><h:a xmlns:h="u"><b c="&lt;1&#65;"> x &amp; y </b><b/></h:a>'),
    "a.xml",
  );
  assert.equal(root.name, "a");
  assert.equal(xmlChild(root, "b")?.attributes.get("c"), "<1A");
  assert.equal(xmlText(root, "b"), "x & y");
  assert.deepEqual(
    [...xmlDescendants(root)].map(({ name }) => name),
    ["a", "b", "b"],
  );
});

test("a document type, comments, instructions and CDATA are no elements; CDATA is text as it stands", () => {
  const root = parseXml(
    bytes(
      '<?xml version="1.0"?><!DOCTYPE a [<!ELEMENT a (b)>]><!-- <x> --><a k="x>y" j=\'"\'>1 <!-- </a> -->2' +
        "<?go <b>?><![CDATA[ <b>&amp; ]]></a><!-- end -->",
    ),
    "a.xml",
  );
  assert.deepEqual(root, {
    name: "a",
    attributes: new Map([
      ["k", "x>y"],
      ["j", '"'],
    ]),
    children: [],
    text: "1 2 <b>&amp;",
  });
});

test("references are those of XML and of its characters, and names are nothing but names", () => {
  const root = parseXml(bytes("<__proto__>&#x48;&#105;&#0;&#xD800; &copy;&quot;</__proto__>"), "a.xml");
  assert.equal(root.name, "__proto__");
  assert.equal(root.text, 'Hi &copy;"');
});

test("texts in Latin-1 and UTF-16 are read by declaration and byte order mark", () => {
  const latin = Uint8Array.from(
    Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>M\xfcller</a>', "latin1"),
  );
  const utf16 = Uint8Array.from(
    Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>M\xfcller</a>', "utf16le"),
  );
  const mislabelled = bytes('<?xml version="1.0" encoding="utf-16"?><a>M\xfcller</a>');
  for (const document of [latin, utf16, mislabelled]) {
    assert.equal(parseXml(document, "a.xml").text, "M\xfcller");
    assert.equal(xmlRootName(document), "a");
  }
});

test("an unknown encoding is refused, not thrown at the reader", () => {
  const document = bytes('<?xml version="1.0" encoding="klingon"?><a/>');
  assert.throws(() => parseXml(document, "a.xml"), /encoding: got "klingon"/);
  assert.equal(xmlRootName(document), null);
});

const bomb = `<!DOCTYPE a [<!ENTITY x "${"x".repeat(100)}"><!ENTITY y "${"&x;".repeat(100)}">]><a>&y;</a>`;
for (const [what, text] of [
  ["cut off", "<a><b>"],
  ["closed twice", "<a></a></a>"],
  ["an entity bomb", bomb],
  ["an outer entity", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ["nested too deeply", "<a>".repeat(5000) + "</a>".repeat(5000)],
  ["cut off within a tag that closes itself", "<a/"],
  ["cut off within a comment", "<a/><!-- "],
  ["crossed", "<a><b></a></b>"],
  ["with two roots", "<a/><b/>"],
  ["with a document type inside", "<a><!DOCTYPE b></a>"],
  ["nothing", ""],
] as const) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => parseXml(bytes(text), "a.xml"),
      (error) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, /^a\.xml[^\n]*$/);
        return true;
      },
    );
  });
}

test("the root is found behind declarations, comments and a document type", () => {
  for (const beginning of [
    "",
    "\ufeff",
    '<?xml version="1.0"?>\n<!-- <b> -->\n',
    '<!DOCTYPE RestingECG SYSTEM "restecg.dtd">',
  ]) {
    assert.equal(xmlRootName(bytes(`${beginning}<ns:RestingECG x="1">`)), "RestingECG");
  }
  assert.equal(xmlRootName(bytes("I,II\n<a>")), null);
});

test("a tag longer than any device writes is refused before it is validated; long texts and comments are not", () => {
  const attributes = Array.from({ length: 20_000 }, (_, i) => `a${i}=">"`).join(" ");
  for (const document of [
    `<a ${attributes}/>`,
    `<a b=">${"x".repeat(70_000)}"/>`,
    `<a${" ".repeat(70_000)}/>`,
  ]) {
    assert.throws(
      () => parseXml(bytes(document), "a.xml"),
      /got \d+ characters in one tag, wanted at most 65536/,
    );
  }
  const long = "x".repeat(100_000);
  assert.equal(
    parseXml(bytes(`<!--${long}--><?p ${long}?><a>${long}<![CDATA[${long}]]></a>`), "a.xml").text.length,
    200_000,
  );
});
