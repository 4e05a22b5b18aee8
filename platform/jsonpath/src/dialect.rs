//! Which Jayway a path is read by.

/// The release of Jayway `JsonPath` whose readings apply.
///
/// API Gateway does not say which it runs, and no recorded answer tells the releases apart. The default is 2.0.0, of the
/// year in which mapping templates appeared, because its every answer could be compared; the later readings are there
/// for a path that needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// 2.0.0: no functions; in filters comparisons, `=~` and existence; parentheses in filters don't group; a name
    /// missing anywhere behind a wildcard or `..` makes the whole path find nothing; a negative index finds nothing.
    #[default]
    Jayway20,
    /// 2.9: functions, negative indices, `in`, `nin`, `subsetof`, `anyof`, `noneof`, `contains`, `size`, `empty`, groups
    /// and `!` in filters; what is missing behind a wildcard or `..` is left out.
    Jayway29,
}
