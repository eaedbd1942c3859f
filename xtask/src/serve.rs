//! `cargo xtask serve`: the book on a loopback address, rebuilt on change and reloaded in the browser.
//!
//! The server runs on one thread and the rebuilding on another. A rebuild that fails is told on standard error; the last good
//! book stays up.

use crate::book;
use crate::labs::Labs;
use crate::problem::Problem;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use axum::Router;
use notify::{Event, RecursiveMode, Watcher};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_livereload::{LiveReloadLayer, Reloader};

/// How long the files must be at rest before a rebuild.
const REST: Duration = Duration::from_millis(300);

/// Serves the book until the process is ended.
///
/// # Errors
/// If the port is taken, or files cannot be watched. A book that does not build is no error: it may build after the next change.
pub fn run(workspace: &Workspace, port: u16, open: bool) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start the server")?;
    // The port is taken before the book is built, so that a wrong port is told at once.
    let listener = runtime.block_on(listen(port))?;
    let address = format!(
        "http://{}/",
        listener.local_addr().context("the server has no address")?
    );
    rebuild(workspace);
    let reload = LiveReloadLayer::new();
    watch(workspace.clone(), reload.reloader())?;
    println!("serving the book at {address} (Ctrl-C ends it)");
    if open && let Err(error) = open::that(&address) {
        eprintln!("cannot open a browser: {error}");
    }
    let app = app(&workspace.rendered_dir(), reload);
    runtime
        .block_on(async { axum::serve(listener, app).await })
        .context("the server stopped")
}

/// The files of `folder`, with the script in each page that waits for a reload.
fn app(folder: &Path, reload: LiveReloadLayer) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(folder))
        .layer(reload)
}

async fn listen(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; another port can be had with --port"))
}

/// Rebuilds the book and the labs, and tells what is wrong. True if there is a new book.
fn rebuild(workspace: &Workspace) -> bool {
    eprintln!("building the book");
    let built = Labs::build(workspace).and_then(|labs| book::render_with(workspace, &labs));
    match built {
        Ok(complaints) => {
            tell(&complaints);
            true
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            false
        }
    }
}

fn tell(complaints: &[Problem]) {
    for problem in complaints {
        eprintln!("{problem}");
    }
}

/// Starts the thread that rebuilds after each change.
fn watch(workspace: Workspace, reloader: Reloader) -> Result<()> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).context("cannot watch files")?;
    let files = [
        workspace.book_dir(),
        workspace.labs_dir(),
        workspace.root().join("book.toml"),
    ];
    for path in files {
        watcher
            .watch(&path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {}", path.display()))?;
    }
    thread::spawn(move || {
        // The watcher stops when it is dropped, so it lives in the thread that waits for it.
        let _watcher = watcher;
        while wait_for_change(&events) {
            if rebuild(&workspace) {
                reloader.reload();
            }
        }
    });
    Ok(())
}

/// Waits until a source has changed and all is at rest again. False if there is nobody left to tell of changes.
fn wait_for_change(events: &Receiver<notify::Result<Event>>) -> bool {
    loop {
        match events.recv() {
            Ok(Ok(event)) if is_change(&event) => break,
            Ok(Ok(_)) => {}
            Ok(Err(error)) => eprintln!("error: cannot watch files: {error}"),
            Err(_) => return false,
        }
    }
    while events.recv_timeout(REST).is_ok() {}
    true
}

/// Whether an event can change the book. Reading a file cannot, though it is told too: the build itself reads them all.
fn is_change(event: &Event) -> bool {
    !event.kind.is_access() && event.paths.iter().any(|path| is_source(path))
}

/// Whether a file is one that the book is made of: editors' scratch files and caches are not.
fn is_source(path: &Path) -> bool {
    const EXTENSIONS: [&str; 9] = ["md", "py", "rs", "toml", "css", "js", "svg", "hbs", "png"];
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_a_page_does_not_rebuild_the_book() {
        use notify::EventKind;
        use notify::event::{AccessKind, ModifyKind};
        let page = std::path::PathBuf::from("book/a.md");
        let read = Event::new(EventKind::Access(AccessKind::Any)).add_path(page.clone());
        let written = Event::new(EventKind::Modify(ModifyKind::Any)).add_path(page);
        assert!(is_change(&written) && !is_change(&read));
    }

    #[test]
    fn scratch_files_do_not_rebuild_the_book() {
        assert!(is_source(Path::new("book/a.md")) && is_source(Path::new("labs/gc/src/main.rs")));
        assert!(!is_source(Path::new("book/.a.md.swp")) && !is_source(Path::new("book/a.md~")));
    }

    #[test]
    fn a_page_is_served_with_the_script_that_reloads_it() {
        use std::io::{Read, Write};
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        std::fs::write(folder.path().join("index.html"), "<p>a page</p>").expect("a page");
        let app = app(folder.path(), LiveReloadLayer::new());
        let (sender, addresses) = channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(async {
                let listener = listen(0).await.expect("a free port");
                sender
                    .send(listener.local_addr().expect("an address"))
                    .expect("the test waits");
                axum::serve(listener, app).await
            })
        });
        let address = addresses.recv().expect("the server listens");
        let mut stream = std::net::TcpStream::connect(address).expect("the server answers");
        let request =
            "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
        stream
            .write_all(request.as_bytes())
            .expect("the request is sent");
        let mut response = String::new();
        stream
            .read_to_string(&mut response)
            .expect("the response is text");
        assert!(
            response.contains("<p>a page</p>") && response.contains("<script"),
            "{response}"
        );
    }

    #[test]
    fn a_port_that_is_taken_is_told() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let taken = listen(0).await.expect("a free port");
            let port = taken.local_addr().expect("an address").port();
            let error = format!("{:#}", listen(port).await.expect_err("the port is taken"));
            assert!(
                error.contains(&port.to_string()) && error.contains("--port"),
                "{error}"
            );
        });
    }
}
