package filecheck

import (
	"bufio"
	"io"
)

type tokenKind int

const (
	keyword tokenKind = iota // obj, stream, R, true …
	name                     // /Type, without its stroke, #-escapes resolved
	number                   // whole part only
	text                     // (…) and <…>: what it says does not matter
	dictOpens
	dictCloses
	arrayOpens
	arrayCloses
)

type token struct {
	kind   tokenKind
	text   string
	number int64
}

// tokens cuts a file into tokens. Words longer than mostWord are cut: none that matters is.
type tokens struct {
	r    *bufio.Reader
	left int64 // bytes that may still be read
	word []byte
}

const mostWord = 128

func (t *tokens) byte() (byte, error) {
	if t.left--; t.left < 0 {
		return 0, no(Bomb, "pdf")
	}
	return t.r.ReadByte()
}

func (t *tokens) back() {
	t.left++
	t.r.UnreadByte() // a byte was just read: cannot fail
}

// next is the next token, io.EOF at the end.
func (t *tokens) next() (token, error) {
	for {
		b, err := t.byte()
		if err != nil {
			return token{}, err
		}
		switch {
		case blank(b) || b == '{' || b == '}' || b == ')':
			continue
		case b == '%':
			if err := t.comment(); err != nil {
				return token{}, err
			}
			continue
		case b == '[':
			return token{kind: arrayOpens}, nil
		case b == ']':
			return token{kind: arrayCloses}, nil
		case b == '(':
			return token{kind: text}, t.string()
		case b == '<' || b == '>':
			return t.angle(b)
		case b == '/':
			return t.name()
		}
		t.back()
		return t.regular()
	}
}

func blank(b byte) bool {
	return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0
}

func delimiter(b byte) bool {
	switch b {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return blank(b)
}

func (t *tokens) comment() error {
	for {
		b, err := t.byte()
		if err != nil || b == '\n' || b == '\r' {
			return endless(err)
		}
	}
}

// endless: the end of the file is no fault of a comment or word that stands there.
func endless(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// string passes over (…), where brackets may stand in pairs.
func (t *tokens) string() error {
	for depth := 1; depth > 0; {
		b, err := t.byte()
		if err != nil {
			return err
		}
		switch b {
		case '\\':
			if _, err := t.byte(); err != nil {
				return err
			}
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return nil
}

// angle is << or >> or a text in hexadecimal digits.
func (t *tokens) angle(first byte) (token, error) {
	b, err := t.byte()
	if err != nil {
		return token{}, err
	}
	switch {
	case first == '<' && b == '<':
		return token{kind: dictOpens}, nil
	case first == '>' && b == '>':
		return token{kind: dictCloses}, nil
	case first == '>': // a stray one
		t.back()
		return token{kind: keyword, text: ">"}, nil
	}
	for b != '>' {
		if b, err = t.byte(); err != nil {
			return token{}, err
		}
	}
	return token{kind: text}, nil
}

func (t *tokens) name() (token, error) {
	word, err := t.run()
	if err != nil {
		return token{}, err
	}
	return token{kind: name, text: string(unescaped(word))}, nil
}

// run is the word up to a delimiter.
func (t *tokens) run() ([]byte, error) {
	t.word = t.word[:0]
	for {
		b, err := t.byte()
		if err != nil {
			return t.word, endless(err)
		}
		if delimiter(b) {
			t.back()
			return t.word, nil
		}
		if len(t.word) < mostWord {
			t.word = append(t.word, b)
		}
	}
}

// unescaped resolves #4A in a name, in place: names may be written so to hide them.
func unescaped(word []byte) []byte {
	out := word[:0]
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if high, low := hexDigit(word[i+1]), hexDigit(word[i+2]); high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, word[i])
	}
	return out
}

func hexDigit(b byte) int {
	switch {
	case '0' <= b && b <= '9':
		return int(b - '0')
	case 'a' <= b && b <= 'f':
		return int(b-'a') + 10
	case 'A' <= b && b <= 'F':
		return int(b-'A') + 10
	}
	return -1
}

// regular is a number or a keyword.
func (t *tokens) regular() (token, error) {
	word, err := t.run()
	if err != nil {
		return token{}, err
	}
	if n, ok := whole(word); ok {
		return token{kind: number, number: n}, nil
	}
	return token{kind: keyword, text: string(word)}, nil
}

// whole is the part of a number before its point; larger ones than any page has are cut.
func whole(word []byte) (n int64, ok bool) {
	const most = 1 << 40
	for i, b := range word {
		switch {
		case digit(b):
			n, ok = min(n*10+int64(b-'0'), most), true
		case b == '.':
			return n, ok || i+1 < len(word)
		case i > 0 || b != '-' && b != '+':
			return 0, false
		}
	}
	return n, ok
}
