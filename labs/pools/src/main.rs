//! The pools lab: where the bytes come from, what is reused, and why memory does not shrink.

mod experiments;
mod grading;
mod replay;

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "pools",
    package: env!("CARGO_PKG_NAME"),
    about: "The pools lab of The Private Heap: where the bytes come from, what is reused, and why memory does not shrink.",
    programs: kit::programs![
        "request",
        "new_blocks",
        "classes",
        "neighbours",
        "capacity",
        "filling",
        "arenas",
        "large",
        exercise_size_class,
        solution_size_class,
        "lifo",
        "other_size",
        "new_class",
        "free_list",
        "free_lists",
        "exercise_tenant",
        "solution_tenant",
        exercise_free_list,
        solution_free_list,
        "shrink",
        "survivors",
        pins,
        "workload",
        rounding,
        fragmentation,
        phases,
        "exercise_shrink",
        "solution_shrink",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}

#[cfg(test)]
mod tests {
    use super::LAB;
    use std::fs;
    use std::path::Path;

    /// The names of the files with this extension in a folder of the lab.
    fn names(folder: &str, extension: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        fs::read_dir(folder)
            .expect("the lab has the folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|found| found == extension))
            .map(|path| {
                path.file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    }

    #[test]
    fn every_experiment_of_the_folders_is_listed() {
        let mut files = names("programs", "py");
        files.extend(names("src/experiments", "rs"));
        let mut listed: Vec<&str> = LAB.programs.iter().map(|program| program.name).collect();
        files.sort_unstable();
        listed.sort_unstable();
        assert_eq!(files, listed);
    }
}
