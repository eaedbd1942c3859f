//! Real CPythons as libraries: where they are, and what a process needs to load one.

use anyhow::{Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The minor versions that are measured if they are found: the model of this book and its successor.
const WANTED: [u32; 2] = [12, 13];
/// The minor versions whose pymalloc has the geometry of the model.
const SUITABLE: std::ops::RangeInclusive<u32> = 10..=14;

/// A shared library that holds a CPython.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibPython {
    path: PathBuf,
    minor: u32,
}

/// The libpythons at these paths; without any, those that are found.
///
/// # Errors
/// If one of the paths is no libpython.
pub fn named_or_found(paths: &[PathBuf]) -> Result<Vec<LibPython>> {
    if paths.is_empty() {
        return Ok(find());
    }
    paths.iter().map(|path| LibPython::at(path)).collect()
}

/// The libpythons in pyenv's folders that are wanted, one a version, and those of the system, which are built with most care.
/// Without any that is wanted, the newest of pyenv's is better than none.
fn find() -> Vec<LibPython> {
    let pyenv = env::var_os("PYENV_ROOT").map(PathBuf::from);
    let pyenv = pyenv.or_else(|| Some(env::home_dir()?.join(".pyenv")));
    let versions = pyenv
        .map(|pyenv| subfolders(&pyenv.join("versions")))
        .unwrap_or_default();
    let mut of_pyenv = found_in(versions.iter().map(|version| version.join("lib")));
    if of_pyenv.iter().any(|python| WANTED.contains(&python.minor)) {
        of_pyenv.retain(|python| WANTED.contains(&python.minor));
    } else {
        of_pyenv.drain(..of_pyenv.len().saturating_sub(1));
    }
    let system = [
        Path::new("/usr/lib"),
        Path::new("/usr/lib64"),
        Path::new("/usr/local/lib"),
    ];
    let folders = system
        .iter()
        .flat_map(|folder| std::iter::once(folder.to_path_buf()).chain(multiarch(folder)));
    let mut pythons = found_in(folders);
    pythons.retain(|python| of_pyenv.iter().all(|other| other.minor != python.minor));
    pythons.extend(of_pyenv);
    pythons.sort_by_key(|python| python.minor);
    pythons
}

/// The suitable libpythons in some folders, by version, the first of each.
fn found_in(folders: impl Iterator<Item = PathBuf>) -> Vec<LibPython> {
    let names = |folder: PathBuf| {
        SUITABLE.map(move |minor| folder.join(format!("libpython3.{minor}.so.1.0")))
    };
    let paths = folders.flat_map(names).filter(|path| path.is_file());
    let mut pythons: Vec<LibPython> = paths.filter_map(|path| LibPython::at(&path).ok()).collect();
    pythons.sort_by_key(|python| python.minor);
    pythons.dedup_by_key(|python| python.minor);
    pythons
}

/// Folders such as `/usr/lib/x86_64-linux-gnu`.
fn multiarch(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let folders = subfolders(folder).into_iter();
    folders.filter(|folder| folder.to_string_lossy().contains("-linux-"))
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

impl LibPython {
    /// The libpython at `path`, known by its file's name.
    ///
    /// # Errors
    /// If there is no file, or its name is none of a CPython of the model's geometry.
    pub fn at(path: &Path) -> Result<Self> {
        if !path.is_file() {
            bail!("there is no {}", path.display());
        }
        match minor_of(path) {
            Some(minor) if SUITABLE.contains(&minor) => Ok(Self {
                path: path.to_path_buf(),
                minor,
            }),
            _ => bail!(
                "{} is no libpython3.10 to libpython3.14: it should be called such as libpython3.12.so.1.0",
                path.display()
            ),
        }
    }

    /// `CPython 3.12`.
    pub fn name(&self) -> String {
        format!("CPython 3.{}", self.minor)
    }

    /// Tells `command` to load it, and tells the CPython where its own modules are.
    pub fn lend(&self, command: &mut Command) {
        command.arg("--libpython").arg(&self.path);
        // Another allocator in pymalloc's place, or another's modules, would be measured else.
        command.env_remove("PYTHONMALLOC").env_remove("PYTHONPATH");
        let modules = format!("lib/python3.{}/encodings", self.minor);
        let home = self
            .path
            .ancestors()
            .find(|folder| folder.join(&modules).is_dir());
        if let Some(home) = home {
            command.env("PYTHONHOME", home);
        }
    }
}

/// 12 of `libpython3.12.so.1.0`. A build without the global lock, `libpython3.13t`, has no pymalloc.
fn minor_of(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    name.strip_prefix("libpython3.")?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_off_the_name() {
        assert_eq!(
            minor_of(Path::new("/usr/lib/libpython3.12.so.1.0")),
            Some(12)
        );
        assert_eq!(minor_of(Path::new("libpython3.13t.so.1.0")), None);
        assert_eq!(minor_of(Path::new("libpython3.so")), None);
    }

    #[test]
    fn what_is_no_libpython_is_refused() {
        assert!(LibPython::at(Path::new("/does/not/exist")).is_err());
        assert!(
            LibPython::at(
                Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("Cargo.toml")
                    .as_path()
            )
            .is_err()
        );
    }
}
