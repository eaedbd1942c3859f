//! A player as HTML: its trace for the script, and for paper and readers without JavaScript the pictures and the sentences.
//!
//! No line of it is empty, for Markdown ends an HTML block at an empty line.

use super::moments::chosen;
use super::picture::Pictures;
use super::routes::Routes;
use super::trace::Trace;
use crate::book::escaped;
use crate::page::xray::Shown;
use anyhow::Result;
use std::fmt::Write;

/// The figure: `fence` is the program as Markdown, `json` is what the lab printed.
pub fn figure(shown: &Shown, trace: &Trace, json: &str, fence: &str) -> Result<String> {
    let routes = Routes::of(trace);
    let name = escaped(&shown.program.name);
    let data = script_data(shown, json, &routes)?;
    let last = trace.steps.len() - 1;
    let mut html = format!(
        "<figure class=\"xray\" id=\"xray-{name}\" data-xray=\"{name}\" data-steps=\"{last}\">\n\
         <script type=\"application/json\">{data}</script>\n\
         <div class=\"xray-fallback\">\n\n{}\n\n<ol class=\"xray-stills\">\n",
        fence.trim_end()
    );
    let (pictures, moments) = (Pictures::of(trace, &name), trace.moments());
    for step in chosen(trace) {
        let picture = pictures.draw(step, &moments[step]);
        let said = said(&trace.steps[step].say);
        writeln!(
            html,
            "<li><p><b>Step {step} of {last}.</b> {said}</p>\n{picture}</li>"
        )?;
    }
    writeln!(
        html,
        "</ol>\n<details>\n<summary>Every step in words</summary>\n<ol start=\"0\">"
    )?;
    for (index, step) in trace.steps.iter().enumerate() {
        writeln!(
            html,
            "<li id=\"xray-{name}-step-{index}\">{}</li>",
            said(&step.say)
        )?;
    }
    writeln!(
        html,
        "</ol>\n</details>\n</div>\n<figcaption>Traced by <code>{}</code></figcaption>\n</figure>",
        escaped(&shown.program.command())
    )?;
    Ok(html)
}

/// What the script reads: the trace as the lab printed it, the arrows' ways, and what the fence asks for.
fn script_data(shown: &Shown, json: &str, routes: &Routes) -> Result<String> {
    let routes = serde_json::to_string(routes)?;
    let data = format!(
        "{{\"step\":{},\"pools\":{},\"routes\":{routes},\"trace\":{}}}",
        shown.step,
        shown.pools,
        json.trim()
    );
    // The only thing that could end the script element; JSON reads the same with the backslash.
    Ok(data.replace("</", "<\\/"))
}

/// A sentence with its code marked.
fn said(say: &str) -> String {
    let mut html = String::new();
    for (index, part) in escaped(say).split('`').enumerate() {
        match index % 2 {
            0 => html.push_str(part),
            _ => html.push_str(&format!("<code>{part}</code>")),
        }
    }
    html
}
