//! Groups in, what is read of them and what is wrong with them out.

use super::*;

const TEXT: &str = "\
# Statements
# %% `pass`, and more
pass
print(1)
#> 1
# %% names
print(\"a\", \"b\")
#> a b
#- b
# %% `match`
match 1:
    case 1:
        pass
#! SyntaxError: match statements are not part of the labs' Python
";

fn group() -> Group {
    Group::parse(PathBuf::from("labs/statements.py"), TEXT)
}

#[test]
fn a_row_has_a_program_and_what_becomes_of_it() {
    let group = group();
    let [first, second, third] = &group.rows[..] else {
        panic!("three rows: {group:?}");
    };
    assert_eq!((first.line, first.words.as_str()), (2, "`pass`, and more"));
    assert_eq!(first.program, "pass\nprint(1)\n");
    assert_eq!(
        (first.ours(), first.real()),
        ("1\n".into(), Some("1\n".into()))
    );
    assert_eq!(
        (second.ours(), second.real()),
        ("a\n".into(), Some("a b\n".into()))
    );
    assert_eq!(third.real(), None);
    assert!(third.ours().starts_with("raised SyntaxError: match"));
}

#[test]
fn the_table_says_what_the_labs_leave_out() {
    let html = html::table(&group());
    assert!(html.contains("1 of 3 as CPython"), "{html}");
    assert!(
        html.contains("<summary><code>pass</code>, and more</summary>"),
        "{html}"
    );
    assert!(html.contains("1 of 2, without <code>b</code>"), "{html}");
    assert!(
        html.contains("✗ left out: <code>SyntaxError: match"),
        "{html}"
    );
    assert!(!html.contains("\n\n"), "{html}");
}

#[test]
fn a_directive_becomes_its_table() {
    let tables = BTreeMap::from([("a".to_string(), "<table>".to_string())]);
    let page = "x\n{{#language a}}\n{{#language b}}\n";
    assert_eq!(expand(page, &tables), "x\n<table>\n{{#language b}}\n");
}

#[test]
fn a_group_is_shown_and_a_directive_names_one() {
    let page = Page::parse("book/a.md", "{{#language statments}}\n");
    let told: Vec<String> = check_shown(&[group()], &[page])
        .into_iter()
        .map(|problem| problem.message)
        .collect();
    assert_eq!(
        told,
        [
            "there is no group `statments` of constructs",
            "no page shows this group of constructs"
        ]
    );
}
