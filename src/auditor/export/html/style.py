"""The looks of the pages the program writes: light and dark by the reader's setting, narrow screens, and paper."""

DARK_SURFACE = "1A2129"
"""What cards are drawn on in the dark, as the rules below say."""

STYLE = """
:root {
  color-scheme: light dark;
  --window: #f3f5f7; --surface: #fff; --sunken: #e9edf1; --line: #d9dfe5; --text: #17202a; --muted: #52606d;
  --accent: #0b6b69; --mark: #fdecb2;
  --critical: #b4182d; --critical-back: #fce4e7; --high: #a34400; --high-back: #fde9d9;
  --medium: #765900; --medium-back: #fbf1cc; --low: #3a5e8c; --low-back: #e2ecf8; --good: #1b6b3c;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --window: #12171d; --surface: #1a2129; --sunken: #242d37; --line: #313c48; --text: #e6ebf0; --muted: #a5b1bd;
    --accent: #54c5bf; --mark: #5b4a12;
    --critical: #ff8e98; --critical-back: #47212a; --high: #ffaa6b; --high-back: #452b14;
    --medium: #e8c84f; --medium-back: #3b320f; --low: #93bfec; --low-back: #20344e; --good: #72cf9a;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--window); color: var(--text); overflow-wrap: break-word;
  font: 1rem/1.55 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main, header { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.015em; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 .5rem; letter-spacing: -.01em; }
h3 { font-size: 1.125rem; line-height: 1.35; margin: 0; }
h4 { font-size: .8125rem; margin: 1.25rem 0 .25rem; color: var(--muted); font-weight: 600; }
p { margin: .35rem 0; max-width: 46rem; }
a { color: var(--accent); overflow-wrap: anywhere; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
ul { margin: .35rem 0; padding-left: 1.2rem; }
.quiet { color: var(--muted); }
.small { font-size: .875rem; }
.id + p { margin-top: .75rem; }
.id { font: .8125rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--muted); overflow-wrap: anywhere; }
.card {
  background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.5rem;
  margin: 1rem 0;
}
.top { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; justify-content: space-between; }
.chip { display: inline-block; border-radius: 999px; padding: .1rem .65rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.critical { color: var(--critical); background: var(--critical-back); }
.high { color: var(--high); background: var(--high-back); }
.medium { color: var(--medium); background: var(--medium-back); }
.low { color: var(--low); background: var(--low-back); }
.examples { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
blockquote { margin: 0; padding: .5rem .9rem; border-left: 3px solid var(--line); background: var(--sunken); border-radius: 0 6px 6px 0; }
blockquote.offends { border-color: var(--critical); }
blockquote.accepts { border-color: var(--good); }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 .1em; }
.open { color: var(--high); font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); }
th { color: var(--muted); font-weight: 600; border-top: 0; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.measured { max-width: 36rem; }
.contents { columns: 18rem 3; column-gap: 2rem; padding: 0; list-style: none; margin: .5rem 0 0; }
.contents li { break-inside: avoid; padding: .1rem 0; }
dl.words { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: .5rem 0 1rem; align-items: baseline; }
dt { font-weight: 600; }
dd { margin: 0; max-width: 46rem; }
section > h3 { margin-top: 2rem; }
footer { max-width: 64rem; margin: 3rem auto 2rem; padding: 0 1.25rem; color: var(--muted); font-size: .875rem; }
@media (max-width: 40rem) {
  header { padding-top: 1.5rem; }
  h1 { font-size: 1.625rem; }
  .card { padding: 1rem; }
  .examples, dl.words { grid-template-columns: 1fr; }
  dl.words { gap: 0; }
  table.measured td, table.measured th { padding-right: .3rem; }
  dl.words dd { margin-bottom: .5rem; }
  table.demands thead { display: none; }
  table.demands td { display: block; border: 0; padding: .1rem 0; }
  table.demands tr { display: block; border-top: 1px solid var(--line); padding: .5rem 0; }
}
@media print {
  :root { --window: #fff; --surface: #fff; --sunken: #fff; }
  body { font-size: 10pt; }
  main, header, footer { max-width: none; padding: 0; }
  .pack > h2 { break-before: page; margin-top: 0; }
  h2, h3, h4, .top, .id { break-after: avoid; }
  .examples, .measured, li, tr { break-inside: avoid; }
  .card { border-radius: 0; padding: .5rem 0; border-width: 1px 0 0; }
  .chip { border: 1px solid currentColor; background: none; }
  a { color: inherit; }
  .basis a::after { content: " (" attr(href) ")"; font-size: .85em; color: var(--muted); overflow-wrap: anywhere; }
  .contents { columns: 2; }
  @page { margin: 18mm 16mm; }
}
"""
