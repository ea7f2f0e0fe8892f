//! Files from the web: only where the command line asks for them.

use std::time::Duration;

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Gets files from the web, one after the other.
pub struct Fetcher {
    agent: ureq::Agent,
}

impl Default for Fetcher {
    fn default() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(5)
            .user_agent(concat!("anteroom/", env!("CARGO_PKG_VERSION")))
            .build();
        Self { agent: config.new_agent() }
    }
}

impl Fetcher {
    /// The bytes at an address, `limit` at most.
    ///
    /// # Errors
    /// Why there are none, in a few words.
    pub fn get(&self, url: &str, limit: u64) -> Result<Vec<u8>, String> {
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            return Err("this is no address of the web".to_owned());
        }
        let mut answer = self.agent.get(url).call().map_err(|error| explain(&error))?;
        answer.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| explain(&error))
    }
}

fn explain(error: &ureq::Error) -> String {
    match error {
        ureq::Error::StatusCode(404 | 410) => "there is nothing at this address any more".to_owned(),
        ureq::Error::StatusCode(401 | 403) => "the server does not give it out".to_owned(),
        ureq::Error::StatusCode(code) => format!("the server answered with {code}"),
        ureq::Error::Timeout(_) => "the server did not answer in time".to_owned(),
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => "the server cannot be reached".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "the file is too large".to_owned(),
        error => format!("it cannot be fetched: {error}"),
    }
}
