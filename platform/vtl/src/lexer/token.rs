//! What the lexer hands to the parser.

/// The kinds of tokens, named as in Velocity's grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    IndexOpen,
    IndexClose,
    BracketOpen,
    BracketClose,
    Comma,
    DoubleDot,
    Colon,
    CurlyOpen,
    CurlyClose,
    ParenOpen,
    ParenClose,
    /// The parenthesis that ends a method's arguments.
    MethodClose,
    EscapedDirective,
    Set,
    LineCommentStart,
    LineCommentEnd,
    BlockComment,
    TextBlock,
    DoubleEscape,
    Escape,
    Text,
    Whitespace,
    StringLiteral,
    True,
    False,
    Minus,
    Plus,
    Multiply,
    Divide,
    Modulus,
    And,
    Or,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Not,
    Assign,
    End,
    If,
    ElseIf,
    Else,
    Integer,
    Double,
    Word,
    BracketedWord,
    Identifier,
    Dot,
    /// The brace of `${`.
    FormalOpen,
    /// The brace that ends `${`.
    FormalClose,
    EmptyIndex,
    EndOfTemplate,
}

/// A token: where its text stands in the template.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it begins, in bytes; prefixes such as `\`, `$` and `#` belong to it.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// Where text begins that the lexer took for a reference or directive before it knew better
    /// (`$ ` or `# `); `start` when there is none.
    pub special: usize,
}
