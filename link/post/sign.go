package post

import "cchc/kit/secret"

// Key is the secret shared with the post.
type Key struct{ secret.Shared }

// NewKey takes the secret's bytes. It fails on fewer than 16.
func NewKey(bytes []byte) (Key, error) {
	shared, err := secret.NewShared(bytes)
	return Key{shared}, err
}

// ReadKey reads the secret from a file.
func ReadKey(file string) (Key, error) {
	shared, err := secret.ReadShared(file, "bưu chính")
	return Key{shared}, err
}

// SignHeader carries the sign of a body or of a question.
const SignHeader = "X-Post-Sign"

// Sign is over what is meant (the path, so that no message passes for another) and the body.
func (k Key) Sign(path string, body []byte) string { return k.Shared.Sign([]byte(path+"\n"), body) }

// Check says whether a sign is right.
func (k Key) Check(path string, body []byte, sign string) bool {
	return k.Fits(sign, []byte(path+"\n"), body)
}
