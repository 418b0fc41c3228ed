//! How a command fails, and the exit code of it.

use std::io::Write;
use std::process::ExitCode;

use bole_engine::model::Invalid;
use bole_engine::store::StoreError;
use bole_engine::wording::{self, Language};
use bole_report::ReportError;

use crate::config::ConfigError;

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// Bad usage or settings: exit code 2.
    Usage(String),
    /// The work failed: exit code 1.
    Work(String),
    /// Nobody reads the answer any more (`bole … | head`): not an error.
    Closed,
}

impl Failure {
    /// A failure of the work, told by its cause.
    pub fn work(cause: impl ToString) -> Self {
        Self::Work(cause.to_string())
    }

    /// Tells standard error, in a language, and gives the exit code.
    #[must_use]
    pub fn report(self, language: Language) -> ExitCode {
        let (text, code) = match self {
            Self::Usage(text) => (text, 2),
            Self::Work(text) => (text, 1),
            Self::Closed => return ExitCode::SUCCESS,
        };
        // Where standard error is closed too there is nobody left to tell.
        let _ = writeln!(std::io::stderr().lock(), "{}", told(&text, language));
        ExitCode::from(code)
    }
}

/// What is told, line by line: arguments are refused in several.
fn told(text: &str, language: Language) -> String {
    let prefix = if text.starts_with("error") { "" } else { "error: " };
    let text = format!("{prefix}{}", text.trim_end());
    text.lines().map(|line| wording::refusal(line, language)).collect::<Vec<_>>().join("\n")
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe { Self::Closed } else { Self::work(error) }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        std::io::Error::from(error).into()
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let usage = matches!(error, StoreError::Missing(_) | StoreError::Files(_));
        if usage { Self::Usage(error.to_string()) } else { Self::work(error) }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<Invalid> for Failure {
    fn from(error: Invalid) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Font { .. } | ReportError::Glyph { .. } | ReportError::Disk { .. } => {
                Self::Usage(error.to_string())
            }
            ReportError::Workbook(_) | ReportError::Paper(_) => Self::work(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told_in_the_language_of_the_answers() {
        let told = |failure: Failure, language| match failure {
            Failure::Usage(text) | Failure::Work(text) => told(&text, language),
            Failure::Closed => String::new(),
        };
        let refused = || Failure::from(Invalid::new("seats", 0, "1 to 5"));
        assert_eq!(told(refused(), Language::Zh), "错误：seats：\"0\" 不可用；可用：1 至 5");
        assert_eq!(told(refused(), Language::En), "error: seats: \"0\" is not allowed; allowed: 1 to 5");
        let missing = || Failure::from(StoreError::Missing("/nowhere".into()));
        assert!(
            told(missing(), Language::Zh).starts_with("错误：/nowhere：没有这个数据文件夹"),
            "{}",
            told(missing(), Language::Zh)
        );
    }

    #[test]
    fn refused_arguments_are_told_line_by_line() {
        use clap::Parser;
        let wrong = |args: &[&str]| super::super::args::Cli::try_parse_from(args).map(|_| ()).unwrap_err().to_string();
        let zh = |args: &[&str]| told(&wrong(args), Language::Zh);
        let dance = zh(&["bole", "dance"]);
        assert!(dance.starts_with("错误：没有 'dance' 这个命令") && dance.contains("用法："), "{dance}");
        let order = zh(&["bole", "cohort", "show", "--data", "d", "a b"]);
        assert!(order.contains("1 至") && !order.contains("allowed"), "{order}");
    }
}
