//! Links and pictures: the page or file is in the rendered book, and so is the fragment.

use super::includes::resolve;
use crate::page::Page;
use crate::problem::Problem;
use crate::workspace::Workspace;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// The rendered book, with the fragments of each of its files.
pub struct Rendered {
    folder: PathBuf,
    /// Rendered file, relative to the folder, to the ids in it.
    ids: HashMap<PathBuf, BTreeSet<String>>,
}

impl Rendered {
    /// Looks at the book that `workspace` has rendered.
    pub fn of(workspace: &Workspace) -> Self {
        Self {
            folder: workspace.rendered_dir(),
            ids: HashMap::new(),
        }
    }

    /// Checks the internal links of a page. `SUMMARY.md` is a page here.
    pub fn check(&mut self, page: &Page) -> Vec<Problem> {
        let links = page.links.iter().filter(|link| is_internal(&link.target));
        links
            .filter_map(|link| {
                let message = self.complaint(&page.path, &link.target)?;
                Some(Problem::new(&page.path, link.line, message))
            })
            .collect()
    }

    fn complaint(&mut self, page: &Path, target: &str) -> Option<String> {
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        let file = if path.is_empty() {
            page.to_path_buf()
        } else {
            resolve(page, path)
        };
        let Ok(inside) = file.strip_prefix("book") else {
            return Some(format!("`{target}` leads out of the book"));
        };
        let rendered = rendered_name(inside);
        if !self.folder.join(&rendered).is_file() {
            return Some(format!(
                "`{target}` leads nowhere: the book has no {}",
                inside.display()
            ));
        }
        match fragment {
            Some(fragment) if !fragment.is_empty() && !self.ids(&rendered).contains(fragment) => {
                Some(format!(
                    "{} has no heading or id `{fragment}`",
                    inside.display()
                ))
            }
            _ => None,
        }
    }

    fn ids(&mut self, rendered: &Path) -> &BTreeSet<String> {
        let folder = &self.folder;
        self.ids.entry(rendered.to_path_buf()).or_insert_with(|| {
            // A file that cannot be read as text, such as a picture, has no fragments.
            let html = fs::read_to_string(folder.join(rendered)).unwrap_or_default();
            ids_in(&html)
        })
    }
}

/// Whether a target lies in this book: it has no scheme, and is no address of another host.
pub fn is_internal(target: &str) -> bool {
    let scheme = target
        .split(['/', '#', '?'])
        .next()
        .is_some_and(|head| head.contains(':'));
    !scheme && !target.starts_with("//")
}

/// The file that mdBook writes for a file of the book.
fn rendered_name(file: &Path) -> PathBuf {
    match file.extension() {
        Some(extension)
            if extension == "md" && file.file_stem().is_some_and(|stem| stem == "README") =>
        {
            file.with_file_name("index.html")
        }
        Some(extension) if extension == "md" => file.with_extension("html"),
        _ => file.to_path_buf(),
    }
}

fn ids_in(html: &str) -> BTreeSet<String> {
    html.split(" id=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_hosts_and_schemes_are_not_internal() {
        for outside in [
            "https://a.org/b",
            "mailto:a@b.org",
            "lab:gc/ring#n",
            "//a.org",
        ] {
            assert!(!is_internal(outside), "{outside}");
        }
        for inside in ["a.md", "../b/c.md#d", "#top", "images/a.svg"] {
            assert!(is_internal(inside), "{inside}");
        }
    }

    #[test]
    fn a_page_is_rendered_beside_its_place() {
        assert_eq!(
            rendered_name(Path::new("gc/ring.md")),
            Path::new("gc/ring.html")
        );
        assert_eq!(
            rendered_name(Path::new("gc/README.md")),
            Path::new("gc/index.html")
        );
        assert_eq!(
            rendered_name(Path::new("images/a.svg")),
            Path::new("images/a.svg")
        );
    }

    #[test]
    fn ids_are_found() {
        let ids = ids_in(r##"<h2 id="a-b"><a class="header" href="#a-b">A b</a></h2><p id="R3">"##);
        assert_eq!(ids, BTreeSet::from(["a-b".to_string(), "R3".to_string()]));
    }
}
