#include "report/formats/html/style.hpp"

namespace allot::report::html {

const std::string_view kStyle = R"(
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #222; --soft: #5f5f5f; --line: #d8d8d8; --loss: #a04e00;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #1b1b1b; --ink: #e8e8e8; --soft: #ababab; --line: #444; --loss: #eda45c;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
}
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0; max-width: 48rem; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p, ul { margin: .5rem 0; max-width: 48rem; }
ul { padding-left: 1.25rem; }
li { margin: .25rem 0; }
code { font: .9em ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.about { color: var(--soft); margin: .25rem 0 0; text-wrap: pretty; }
.lead { font-size: 1.25rem; line-height: 1.4; font-weight: 600; margin: 1rem 0; text-wrap: pretty; }
.lead + .lead { margin-top: -.5rem; }
figure { margin: 1rem 0; max-width: 60rem; }
.scroll {
  overflow-x: auto; margin: 1rem 0;
  background:
    linear-gradient(var(--paper), var(--paper)) 100% 0 / 1rem 100% no-repeat local,
    linear-gradient(to left, var(--line), transparent) 100% 0 / 1rem 100% no-repeat scroll;
}
table { border-collapse: collapse; font-size: .9rem; line-height: 1.35; font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; }
th, td { padding: .3rem .6rem; text-align: right; vertical-align: top; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; border-bottom: 2px solid var(--line); white-space: normal; }
tbody td, tbody th { border-bottom: 1px solid var(--line); }
tbody th, tfoot th { text-align: left; font-weight: 400; white-space: normal; min-width: 7rem; }
tbody th, tfoot th { position: sticky; left: 0; background: var(--paper); }
tbody th.number { text-align: right; white-space: nowrap; }
.text { text-align: left; white-space: normal; }
tfoot td, tfoot th, .result td, .result th { font-weight: 600; }
tfoot tr:first-child > * { border-top: 2px solid var(--ink); }
.part th { padding-left: 1.25rem; }
.gap td { text-align: center; }
.loss { color: var(--loss); }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
summary h2 { display: inline; font-size: inherit; }
:focus-visible { outline: 3px solid var(--soft); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.files { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .5rem; font-size: .9rem; color: var(--soft); }
.files li { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  h1 { font-size: 1.4rem; }
  .lead { font-size: 1.1rem; }
  table { font-size: .85rem; }
  th, td { padding: .3rem .4rem; }
  .stacks, .stacks tbody { display: block; }
  .stacks thead { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
  .stacks tr {
    display: grid; grid-template-columns: 1.5rem 1fr auto; column-gap: .5rem;
    border-bottom: 1px solid var(--line); padding: .3rem 0;
  }
  .stacks td, .stacks tbody th { border: 0; padding: 0; min-width: 0; }
  .stacks td:nth-child(3), .stacks td:nth-child(5) { grid-column: 2 / -1; }
  .stacks td:nth-child(3) { grid-row: 2; }
}
@page { size: A4; margin: 15mm 15mm 18mm; }
@page sideways { size: A4 landscape; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 16pt; }
  .lead { font-size: 12pt; }
  h2, h3, h4, caption, summary { break-after: avoid; }
  .scroll { overflow: visible; background: none; }
  tbody th, tfoot th { position: static; }
  table { font-size: 8.5pt; }
  th, td { padding: .15rem .5rem; }
  .scroll:has(.wide) { page: sideways; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr, figure, li { break-inside: avoid; }
  .numbers:not([open]) { display: none; }
  details:not(.long, .numbers)::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; }
}
)";

}  // namespace allot::report::html
