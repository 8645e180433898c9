import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { escapeHtml } from "./html/escape-html.ts";
import { REPORT_SCRIPT, REPORT_SCRIPT_HASH } from "./html/report-script.ts";
import { htmlPage } from "./html-page.ts";
import { htmlReport } from "./html-report.ts";
import { pageFixture, reportFixture } from "./interpretation.fixture.ts";

const page = pageFixture();
const html = htmlReport({ ...reportFixture(), page });

describe("htmlReport", () => {
  it("carries every statement as a focusable span with its verdict in a sign and a word", () => {
    for (const [index, verdict, sign] of [
      [0, "supported", "✓"],
      [1, "contradicted", "✗"],
      [2, "not checkable", "?"],
    ] as const) {
      const span = new RegExp(
        `<span class="claim ${verdict.replace(" ", "-")}" id="claim-${index}" role="button" tabindex="0"[^>]*data-claims="${index}"[^>]*>.*?</span> ?[.]?`,
      ).exec(html)?.[0];
      assert.ok(span !== undefined, `claim ${index}`);
      const row = new RegExp(`<tr id="statement-${index}">.*?</tr>`).exec(html)?.[0] ?? "";
      assert.ok(row.includes(`${sign} ${verdict}`), row);
      assert.ok(html.includes(`aria-hidden="true">${sign}</span><span class="unseen"> (${verdict})</span>`));
    }
  });

  it("keeps the narrative's words: without markup and signs it is the text", () => {
    const paragraph = /<p class="narrative">(.*?)<\/p>/s.exec(html)?.[1] ?? "";
    const bare = paragraph
      .replace(/<span class="sign[^>]*>.<\/span><span class="unseen">[^<]*<\/span>/g, "")
      .replace(/<[^>]*>/g, "");
    assert.equal(bare, escapeHtml(reportFixture().interpretation.narrative));
  });

  it("puts bands over the ECG that name the claims which cite them", () => {
    assert.equal(html.match(/<g class="band"[^>]*data-lead="II" data-claims="0"/g)?.length, 1);
    assert.equal(html.match(/<g class="band stand-in"[^>]*data-lead="V5" data-claims="1"/g)?.length, 1);
    assert.ok(html.includes('aria-label="II, beat 3, 2500 to 2660 ms: cited by 1 statement"'));
  });

  it("shows the disclaimer at the top and at the bottom, also when nothing could be read", () => {
    const shown = (text: string) => text.split(`<strong>${escapeHtml(DISCLAIMER)}</strong>`).length - 1;
    assert.equal(shown(html), 2);
    const { interpretation, measurements } = reportFixture();
    const quality = { ...interpretation.quality, verdict: "unusable" as const, reasons: ["blank"] };
    const refused = { ...interpretation, quality, findings: [], claims: [], narrative: "Refused." };
    const refusal = htmlReport({ interpretation: refused, measurements, page });
    assert.equal(shown(refusal), 2);
    assert.match(refusal, /nothing is concluded from it/);
  });

  it("escapes whatever a file or a model says", () => {
    const bad = '</title><script>alert(1)</script>"onload="x\u202e';
    const fixture = reportFixture({ name: bad, word: bad });
    const claim = fixture.interpretation.claims[0]!;
    const [finding] = fixture.interpretation.findings;
    const hostile = htmlReport({
      ...fixture,
      interpretation: {
        ...fixture.interpretation,
        interpreter: { name: bad, model: bad, sha256: bad },
        quality: { ...fixture.interpretation.quality, reasons: [bad], leadReversal: bad },
        findings: [{ ...finding!, statement: bad, codes: { scp: bad, aha: bad, snomed: bad } }],
        claims: [
          {
            ...claim,
            text: bad,
            reason: bad,
            evidence: [{ ...claim.evidence[0]!, lead: bad, measure: bad }],
          },
        ],
        notAssessed: [{ what: bad, why: bad }],
        disclaimer: bad,
      },
      page,
    });
    // one script of our own, and no attribute that a quote could have opened
    assert.equal(hostile.split(/<script/i).length - 1, 1);
    assert.equal(hostile.split(/<\/title>/i).length, hostile.split(/<title>/i).length);
    assert.doesNotMatch(hostile, /"onload=|\u202e/);
    assert.match(hostile, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  });

  it("admits its own script only and can load nothing", () => {
    const digest = createHash("sha256").update(REPORT_SCRIPT).digest("base64");
    assert.equal(REPORT_SCRIPT_HASH, `sha256-${digest}`);
    assert.match(
      html,
      new RegExp(`default-src 'none';.*script-src '${REPORT_SCRIPT_HASH.replace(/[+/]/g, "\\$&")}'`),
    );
    assert.ok(html.includes(`<script>${REPORT_SCRIPT}</script>`));
    const addresses = [...html.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(
      (match) => match[1] ?? "",
    );
    assert.ok(addresses.length > 0);
    assert.deepEqual(
      addresses.filter((address) => !address.startsWith("#")),
      [],
    );
    assert.deepEqual(
      [...html.matchAll(/https?:\/\/[^"'\s<]+/g)]
        .map((match) => match[0])
        .filter((it) => !it.includes("w3.org/2000/svg")),
      [],
    );
  });

  it("gives every id once and every table header cells", () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    const tables = html.match(/<table/g)?.length ?? 0;
    assert.equal(html.match(/<caption>/g)?.length, tables);
    assert.equal(html.match(/<thead><tr><th scope="col">/g)?.length, tables);
  });

  it("cuts overlapping claims of a foreign text into pieces that belong to both", () => {
    const { interpretation, measurements } = reportFixture();
    const narrative = "Sinus rhythm at 60 bpm.";
    const of = (start: number, end: number) => ({
      start,
      end,
      text: narrative.slice(start, end),
      verdict: "supported" as const,
      evidence: [],
      reason: "r",
    });
    const both = { ...interpretation, narrative, claims: [of(0, 22), of(13, 22)] };
    const text = htmlReport({ interpretation: both, measurements, page });
    assert.match(text, /id="claim-0"[^>]*data-claims="0"[^>]*>Sinus <|id="claim-0"[^>]*data-claims="0"/);
    assert.match(text, /data-claims="0 1"/);
  });

  it("is drawn from a recording with the leads it has, whatever the layout", () => {
    const { recording } = syntheticEcg();
    const short = { ...recording, leads: recording.leads.slice(0, 2) };
    for (const layout of ["3x4+1", "6x2", "12x1"] as const) {
      const text = htmlPage({ ...reportFixture(), recording: short, layout });
      assert.ok(text.includes(">I<") && text.includes("not recorded"), layout);
    }
  });
});
