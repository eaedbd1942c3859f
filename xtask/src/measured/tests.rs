//! A measurement on a page, and files that hold none.

use super::*;

fn json() -> String {
    let time = |median| {
        format!("{{\"median\":{median},\"low\":{median},\"high\":{median},\"ratio\":0.5}}")
    };
    format!(
        "{{\"title\":\"Nanoseconds a <pair>\",\"date\":\"2025-11-21\",\"processor\":\"P\",\"system\":\"S\",\"rounds\":3,\"processes\":2,\
         \"terms\":[\"Fair.\"],\"contenders\":[{{\"name\":\"ours\",\"version\":\"1\"}},{{\"name\":\"peer & co\",\"version\":\"2\"}}],\
         \"workloads\":[{{\"name\":\"pair\",\"about\":\"freed at once\",\"times\":[{},{}]}}],\
         \"space\":{{\"blocks\":1000000,\"asked\":1000,\"rounded\":1030,\"held\":[{{\"own_account\":1040,\"resident\":1100}},null]}}}}",
        time(4.5),
        time(117.25)
    )
}

fn measured() -> Measured {
    Measured::parse(&json()).expect("measurements")
}

#[test]
fn a_page_shows_the_figures_and_when_and_on_what() {
    let html = render("pools", &measured());
    for part in [
        "id=\"measured-pools\"",
        "Nanoseconds a &lt;pair&gt;",
        "<th scope=\"col\">peer &amp; co</th>",
        "<th scope=\"row\">pair</th><td>4.5</td><td>117</td>",
        "<td>0.50</td>",
        "with 1,000,000 blocks live",
        "<td>1.040</td><td></td>",
        "Measured on 2025-11-21 on P, S.",
        "Fair.",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn the_plot_has_words_and_no_colours_of_its_own() {
    let svg = plot::render("pools", &measured());
    for part in [
        "<title",
        "<desc",
        "class=\"ours\"",
        "class=\"other\"",
        "peer &amp; co",
        "117",
    ] {
        assert!(svg.contains(part), "{part}: {svg}");
    }
    assert!(!svg.contains("fill=\"#") && !svg.contains("\n\n"), "{svg}");
}

#[test]
fn a_bar_is_as_long_as_its_time() {
    let svg = plot::render("pools", &measured());
    let widths: Vec<f64> = svg
        .split("<rect")
        .skip(1)
        .filter_map(|bar| {
            bar.split("width=\"")
                .nth(1)?
                .split('"')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    assert_eq!(widths.len(), 2, "{svg}");
    assert!(
        (widths[1] / widths[0] - 117.25 / 4.5).abs() < 0.2,
        "{widths:?}"
    );
}

#[test]
fn many_workloads_become_lines_of_marks_on_one_scale() {
    let mut measured = measured();
    let workload = measured.workloads[0].clone();
    measured.workloads = vec![workload; 20];
    let svg = plot::render("gc", &measured);
    assert_eq!(svg.matches("<circle").count(), 20, "{svg}");
    assert!(!svg.contains("<rect") && !svg.contains("\n\n"), "{svg}");
    let place = |attribute: &str| -> f64 {
        let (_, rest) = svg.rsplit_once(attribute).expect("it is drawn");
        rest.split('"')
            .next()
            .and_then(|digits| digits.parse().ok())
            .expect("a number")
    };
    // From 1 to 1000: 4.5 and 117.25 stand as their logarithms do. Ours is drawn last.
    let (ours, other) = (place("cx=\""), place("x1=\""));
    let expected = 460.0 * (117.25_f64 / 4.5).log10() / 3.0;
    assert!((other - ours - expected).abs() < 0.2, "{ours} {other}");
}

#[test]
fn the_directive_becomes_html_that_markdown_keeps_whole() {
    let html = BTreeMap::from([("pools".to_string(), render("pools", &measured()))]);
    let text = expand(
        "before\n\n{{#measured pools}}\n\nafter \\{{#measured pools}}\n",
        &html,
    );
    assert!(text.starts_with("before\n\n<figure"), "{text}");
    assert!(
        text.ends_with("</figure>\n\nafter \\{{#measured pools}}\n"),
        "{text}"
    );
    assert!(!html["pools"].contains("\n\n"));
}

#[test]
fn a_file_that_holds_no_measurements_is_refused() {
    assert!(Measured::parse("{}").is_err());
    let lost = json().replace(",null]", "]");
    let error = Measured::parse(&lost).expect_err("one entry is missing");
    assert!(
        error.to_string().contains("one entry for each contender"),
        "{error}"
    );
    let none = json().replace("\"workloads\":[{", "\"workloads\":[],\"ignored\":[{");
    assert!(Measured::parse(&none).is_err());
}

#[test]
fn what_is_written_is_read() {
    let measured = measured();
    let again = Measured::parse(&measured.to_json().expect("JSON")).expect("measurements");
    assert_eq!(again, measured);
}
