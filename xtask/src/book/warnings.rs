//! mdBook's warnings, which it sends to `tracing` and otherwise passes over.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

/// Calls `work` and returns its result with the warnings and errors that it logged on this thread.
pub fn collect<R>(work: impl FnOnce() -> R) -> (R, Vec<String>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let subscriber = Registry::default().with(Listener(Arc::clone(&heard)));
    let result = tracing::subscriber::with_default(subscriber, work);
    let warnings = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    (result, warnings)
}

struct Listener(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        // `tracing` orders levels by verbosity: an error is less than a warning.
        if *event.metadata().level() <= Level::WARN {
            let mut message = Message::default();
            event.record(&mut message);
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(message.0);
        }
    }
}

#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            // Writing to a String cannot fail.
            let _ = write!(self.0, "{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn warnings_and_errors_are_heard_and_the_rest_is_not() {
        let (result, warnings) = super::collect(|| {
            tracing::info!("building");
            tracing::warn!("unclosed {}", "tag");
            tracing::error!("no file");
            7
        });
        assert_eq!(
            (result, warnings),
            (7, vec!["unclosed tag".to_string(), "no file".to_string()])
        );
    }
}
