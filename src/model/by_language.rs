//! What there is once in each language.

/// Values by language, in the order of the languages' codes. Almost always one or two for each of thousands of pages: a list takes
/// a tenth of the room of a tree, and is looked through as quickly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByLanguage<T>(Vec<(String, T)>);

impl<T> Default for ByLanguage<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByLanguage<T> {
    /// Sets the value of a language.
    pub fn insert(&mut self, language: &str, value: T) {
        match self.0.binary_search_by(|(code, _)| code.as_str().cmp(language)) {
            Ok(at) => {
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = value;
                }
            }
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (language.to_owned(), value));
            }
        }
    }

    /// The value of a language.
    pub fn get(&self, language: &str) -> Option<&T> {
        self.get_key_value(language).map(|(_, value)| value)
    }

    /// The value of a language, with the language as it is kept here.
    pub fn get_key_value(&self, language: &str) -> Option<(&String, &T)> {
        self.iter().find(|(code, _)| *code == language)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.0.iter().map(|(language, value)| (language, value))
    }

    /// All values, in order.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// How many languages have one.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no language has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::ByLanguage;

    #[test]
    fn languages_stand_in_order_and_only_once() {
        let mut all = ByLanguage::default();
        for (language, value) in [("es", 1), ("en", 2), ("zh-Hant", 3), ("es", 4)] {
            all.insert(language, value);
        }
        assert_eq!(
            all.iter().map(|(l, v)| (l.as_str(), *v)).collect::<Vec<_>>(),
            [("en", 2), ("es", 4), ("zh-Hant", 3)]
        );
        assert_eq!((all.get("es"), all.get("de"), all.len()), (Some(&4), None, 3));
    }
}
