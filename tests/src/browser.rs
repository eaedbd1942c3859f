//! A real Chromium, driven over its DevTools protocol.

use anyhow::{Context, Result, bail, ensure};
use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::protocol::cdp::{Emulation, Network, Page, Runtime};
use headless_chrome::{Browser as Chromium, LaunchOptions, Tab as ChromiumTab};
use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The longest that a page may take for anything, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// The height of every window, in pixels.
const HEIGHT: u32 = 900;

/// A running browser. It ends when it is dropped.
pub struct Browser {
    chromium: Chromium,
}

/// A tab with its own storage, as wide as a desk's screen at first. It gathers what the page complains of.
pub struct Tab {
    tab: Arc<ChromiumTab>,
    complaints: Arc<Mutex<Vec<String>>>,
}

/// What a page is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A screen.
    Screen,
    /// Paper.
    Print,
}

impl Browser {
    /// Starts the browser whose program is `program`.
    pub fn start(program: &Path) -> Result<Self> {
        let options = LaunchOptions {
            path: Some(program.to_path_buf()),
            // Chromium refuses its sandbox to root, which is who runs in a container; it reads nothing but our own pages.
            sandbox: false,
            window_size: Some((1280, HEIGHT)),
            idle_browser_timeout: PATIENCE * 5,
            args: vec![OsStr::new("--hide-scrollbars")],
            ..LaunchOptions::default()
        };
        let chromium = Chromium::new(options)
            .with_context(|| format!("cannot start {}", program.display()))?;
        Ok(Self { chromium })
    }

    /// Opens a tab.
    pub fn tab(&self) -> Result<Tab> {
        let tab = self.chromium.new_context()?.new_tab()?;
        let complaints = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&complaints);
        tab.add_event_listener(Arc::new(move |event: &Event| {
            if let Some(complaint) = complaint(event) {
                lock(&heard).push(complaint);
            }
        }))?;
        let tab = Tab { tab, complaints };
        tab.tab.enable_log()?.enable_runtime()?;
        tab.tab.call_method(Network::Enable {
            max_total_buffer_size: None,
            max_resource_buffer_size: None,
            max_post_data_size: None,
            report_direct_socket_traffic: None,
            enable_durable_messages: None,
        })?;
        // A tab that nobody looks at would be drawn seldom, and its keys would go elsewhere.
        tab.tab
            .call_method(Emulation::SetFocusEmulationEnabled { enabled: true })?;
        Ok(tab)
    }
}

impl Tab {
    /// Loads a page of the rendered book, and waits until its scripts have run. `fragment` is empty or begins with `#`.
    pub fn open(&self, page: &Path, fragment: &str) -> Result<()> {
        let url = format!("file://{}{fragment}", page.display());
        // Another fragment of the same page would not load it anew.
        for url in ["about:blank", &url] {
            let answer = self.tab.call_method(Page::Navigate {
                url: url.to_string(),
                referrer: None,
                transition_Type: None,
                frame_id: None,
                referrer_policy: None,
            })?;
            if let Some(error) = answer.error_text {
                bail!("{url}: {error}");
            }
            let loaded = format!(
                "document.readyState === 'complete' && location.href === {}",
                serde_json::to_string(url)?
            );
            self.wait_for(&loaded)?;
        }
        Ok(())
    }

    /// The value of a JavaScript expression in the page; of a promise, what it comes to.
    pub fn ask(&self, expression: &str) -> Result<Value> {
        let answer = self.tab.call_method(Runtime::Evaluate {
            expression: expression.to_string(),
            await_promise: Some(true),
            return_by_value: Some(true),
            object_group: None,
            include_command_line_api: None,
            silent: None,
            context_id: None,
            generate_preview: None,
            user_gesture: None,
            throw_on_side_effect: None,
            timeout: None,
            disable_breaks: None,
            repl_mode: None,
            allow_unsafe_eval_blocked_by_csp: None,
            unique_context_id: None,
            serialization_options: None,
        })?;
        if let Some(details) = answer.exception_details {
            bail!("{}\nat: {expression:.200}", words_of(&details));
        }
        Ok(answer.result.value.unwrap_or_default())
    }

    /// Waits until a JavaScript expression is true.
    pub fn wait_for(&self, condition: &str) -> Result<()> {
        let start = Instant::now();
        // An expression may meet a page that is just being replaced: then it is asked again.
        while !matches!(self.ask(condition), Ok(Value::Bool(true))) {
            ensure!(start.elapsed() < PATIENCE, "never true: {condition}");
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Presses a key, named as `KeyboardEvent.key` does, on whatever has the focus.
    pub fn press(&self, key: &str) -> Result<()> {
        self.tab.press_key(key).map(|_| ())
    }

    /// Types text.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.tab.type_str(text).map(|_| ())
    }

    /// Clicks with the mouse in the middle of the element that a selector finds.
    pub fn click(&self, selector: &str) -> Result<()> {
        self.tab.find_element(selector)?.click()?;
        Ok(())
    }

    /// Makes the window so many pixels wide.
    pub fn set_width(&self, width: u32) -> Result<()> {
        self.tab.call_method(Emulation::SetDeviceMetricsOverride {
            width,
            height: HEIGHT,
            device_scale_factor: 1.0,
            mobile: false,
            scale: None,
            screen_width: None,
            screen_height: None,
            position_x: None,
            position_y: None,
            dont_set_visible_size: None,
            screen_orientation: None,
            viewport: None,
            display_feature: None,
            device_posture: None,
        })?;
        Ok(())
    }

    /// Shows pages as on `media`.
    pub fn set_media(&self, media: Media) -> Result<()> {
        let media = match media {
            Media::Screen => "screen",
            Media::Print => "print",
        };
        self.tab.call_method(Emulation::SetEmulatedMedia {
            media: Some(media.to_string()),
            features: None,
        })?;
        Ok(())
    }

    /// Whether pages that are opened from now on may run scripts.
    pub fn set_scripts(&self, run: bool) -> Result<()> {
        self.tab
            .call_method(Emulation::SetScriptExecutionDisabled { value: !run })?;
        Ok(())
    }

    /// What pages have complained of since the last call: exceptions, words on the console, what could not be loaded, and any
    /// request that leaves the machine.
    pub fn complaints(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.complaints))
    }
}

/// What an event has to complain of.
fn complaint(event: &Event) -> Option<String> {
    match event {
        Event::RuntimeExceptionThrown(thrown) => Some(words_of(&thrown.params.exception_details)),
        Event::RuntimeConsoleAPICalled(called) => {
            Some(format!("console: {:?}", called.params.args))
        }
        Event::LogEntryAdded(added) => Some(format!("{:?}", added.params.entry)),
        Event::NetworkRequestWillBeSent(sent) => {
            let url = &sent.params.request.url;
            let stays = ["file:", "data:", "blob:", "about:"]
                .iter()
                .any(|scheme| url.starts_with(scheme));
            (!stays).then(|| format!("a request leaves the machine: {url}"))
        }
        _ => None,
    }
}

fn words_of(details: &Runtime::ExceptionDetails) -> String {
    let thrown = details.exception.as_ref();
    let description = thrown.and_then(|thrown| thrown.description.clone());
    description.unwrap_or_else(|| details.text.clone())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
