"""The style of an HTML handout, on a screen and on paper."""

from __future__ import annotations

from app.handout.colors import (
    ACCENT_COLOR,
    CAUTION_COLORS,
    HEADING_COLOR,
    LINE_COLOR,
    MUTED_COLOR,
    NOTICE_COLORS,
    TEXT_COLOR,
    TINT_COLOR,
    URGENT_COLORS,
    css_color,
)

_CALLOUTS = "".join(
    f".{kind}{{background:{css_color(ground)};border-inline-start-color:{css_color(bar)}}}"
    for kind, (ground, bar) in (
        ("caution", CAUTION_COLORS),
        ("urgent", URGENT_COLORS),
        ("notice", NOTICE_COLORS),
    )
)
_URGENT = css_color(URGENT_COLORS[1])
STYLE = f"""
body{{font:1.05rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:{css_color(TEXT_COLOR)}}}
h1{{font-size:1.6rem;line-height:1.25}}h2,h3{{color:{css_color(HEADING_COLOR)}}}
h2{{margin:1.6em 0 .3em}}h3{{font-size:1.1rem;margin:.8em 0 .1em}}h4{{margin:.6em 0 0}}
p{{margin:.3em 0}}ul{{margin:.2em 0;padding-inline-start:1.3em}}
.form{{display:flex;flex-wrap:wrap;gap:1rem;border-bottom:2px solid {css_color(LINE_COLOR)}}}
.form>div{{flex:1 1 16rem}}.line{{border-bottom:1px solid {css_color(MUTED_COLOR)}}}
figure{{float:inline-start;margin-block:0 1rem;margin-inline:0 1.2rem;width:14rem}}
.beside{{display:flow-root}}.beside h2{{margin-top:.3em}}
.numbers{{display:flex;flex-wrap:wrap;gap:1.2rem}}.numbers>div{{flex:1 1 13rem}}
.value{{font-size:1.7rem;font-weight:700;line-height:1.1;color:{css_color(ACCENT_COLOR)}}}
.numbers h3{{margin:0;color:inherit}}.icons{{width:17rem;max-width:100%}}
.marks{{list-style:none;padding:0}}.sample{{width:2.6em;height:.8em;margin-inline-end:.6em}}
.wide{{overflow-x:auto}}table{{border-collapse:collapse;width:100%;font-size:.95rem}}
th,td{{border:1px solid {css_color(LINE_COLOR)};
padding:.4em;text-align:start;vertical-align:top}}thead th{{background:{css_color(TINT_COLOR)}}}
tbody th{{font-weight:normal}}.key{{width:.8em;height:.8em}}
.callout{{border-inline-start:4px solid;margin:.8em 0;padding:.5em .9em}}
.callout>:first-child{{margin-top:0}}{_CALLOUTS}
.card{{border:2px solid {_URGENT};padding:.5rem 1rem 1rem}}.card h2{{margin:.2em 0;color:{_URGENT}}}
.number{{font-size:4rem;font-weight:700;line-height:1;color:{_URGENT}}}
.questions{{list-style:"\\2610  "}}.small,.quiet{{font-size:.9rem}}
.quiet{{color:{css_color(MUTED_COLOR)}}}
.rule{{border-bottom:1px solid {css_color(LINE_COLOR)};height:2.2em}}
:is(h1,h2,h3,h4,p,li,th,td,dt,dd,b,span,strong):not([dir]),text{{unicode-bidi:plaintext}}
@media print{{body{{margin:0;max-width:none}}.sheet{{break-after:page}}.card{{break-inside:avoid}}}}
"""
