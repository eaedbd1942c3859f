//! Pages in, what is read of them out: fences, checked numbers, includes, and what is wrong with them.

use super::*;

const PAGE: &str = r#"# Title

Prose with [2](lab:gc/ring#n) and [`[1, 2]`](lab:gc/ring@3.10#list), a [link](other.md#part).

```console
$ cargo run -q -p lab-gc -- run ring
2
```

<details>
<summary>Answer</summary>

![picture](images/a.svg) and <a href="b.md">b</a>.

```python
{{#include ../labs/gc/programs/ring.py}}
```

</details>
"#;

#[test]
fn everything_is_found_with_its_line() {
    let page = Page::parse("book/x.md", PAGE);
    let facts: Vec<_> = page
        .facts
        .iter()
        .map(|fact| (fact.line, fact.text.as_str()))
        .collect();
    assert_eq!(facts, [(3, "2"), (3, "[1, 2]")]);
    assert_eq!(&page.source[page.facts[1].text_range.clone()], "`[1, 2]`");
    let links: Vec<_> = page
        .links
        .iter()
        .map(|link| (link.line, link.target.as_str()))
        .collect();
    assert_eq!(
        links,
        [(3, "other.md#part"), (13, "images/a.svg"), (13, "b.md")]
    );
    assert_eq!(
        (page.consoles[0].fence.line, page.consoles[0].steps[0].line),
        (5, 6)
    );
    assert_eq!(page.consoles[0].steps[0].output, "2\n");
    assert_eq!(
        (page.code[0].line, page.code[0].language.as_str()),
        (15, "python")
    );
    assert_eq!(
        page.code[0].body,
        "{{#include ../labs/gc/programs/ring.py}}\n"
    );
    assert_eq!(page.includes[0].line, 16);
}

#[test]
fn an_exemption_covers_the_block_under_it() {
    let source = "<!-- check: exempt a reason -->\n```console\n$ x\n```\n\ntext\n\n<!-- check: exempt lost -->\n";
    let page = Page::parse("x.md", source);
    let found: Vec<_> = page
        .exemptions
        .iter()
        .map(|e| (e.line, e.reason.as_str(), e.covers.clone()))
        .collect();
    assert_eq!(found[0], (1, "a reason", 2..5));
    assert_eq!(
        (found[1].0, found[1].1, found[1].2.is_empty()),
        (8, "lost", true)
    );
}

#[test]
fn an_exemption_covers_a_paragraph_with_links() {
    let source = "<!-- check: exempt why -->\n\nsee [a](b.md) and\n[2](lab:gc/ring#n)\n\nnext\n";
    let page = Page::parse("x.md", source);
    assert_eq!(page.exemptions[0].covers, 3..5);
}

#[test]
fn a_console_fence_in_a_list_or_a_quote_is_misplaced() {
    let page = Page::parse(
        "x.md",
        "- item\n\n  ```console\n  $ x\n  ```\n\n> ```console\n> $ x\n> ```\n",
    );
    assert_eq!(page.misplaced_consoles, [3, 7]);
    assert!(page.consoles.is_empty());
}

#[test]
fn an_empty_fence_and_an_empty_fact_are_read() {
    let page = Page::parse("x.md", "```console\n```\n\n[](lab:gc/ring#n)\n");
    assert!(page.consoles[0].steps.is_empty());
    assert_eq!(
        (
            page.facts[0].text.as_str(),
            page.facts[0].text_range.clone()
        ),
        ("", 17..17)
    );
}

#[test]
fn a_malformed_lab_link_keeps_its_complaint() {
    let page = Page::parse("x.md", "[2](lab:gc)\n");
    assert!(
        page.facts[0]
            .target
            .as_ref()
            .unwrap_err()
            .contains("lab:gc")
    );
}
