package i18n

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// mostMissing bounds what is remembered, should a page ever ask for texts made of data.
const mostMissing = 1000

// Catalogue holds the English of Vietnamese texts. It may be used by many goroutines.
type Catalogue struct {
	english map[string]string

	lock    sync.Mutex
	missing map[string]bool
}

// Load reads every .json of the file systems: one object each, Vietnamese text to English text.
// It refuses an empty text, a text with two translations, and fmt verbs that differ between the two; all faults are told at once.
func Load(from ...fs.FS) (*Catalogue, error) {
	c := &Catalogue{english: map[string]string{}, missing: map[string]bool{}}
	var faults []error
	for _, fsys := range from {
		err := fs.WalkDir(fsys, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".json") {
				return err
			}
			data, err := fs.ReadFile(fsys, path)
			if err != nil {
				return err
			}
			faults = append(faults, c.add(path, data))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return c, nil
}

// add takes one file in, text by text, because a map would hide a key that stands there twice.
func (c *Catalogue) add(path string, data []byte) error {
	in := json.NewDecoder(bytes.NewReader(data))
	if open, err := in.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("%s: not a JSON object", path)
	}
	var faults []error
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		var english string
		if err := in.Decode(&english); err != nil {
			return fmt.Errorf("%s: %q: %w", path, key, err)
		}
		vietnamese := key.(string) // the decoder lets nothing else be a key
		if err := c.put(vietnamese, english); err != nil {
			faults = append(faults, fmt.Errorf("%s: %q: %w", path, vietnamese, err))
		}
	}
	if _, err := in.Token(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if _, err := in.Token(); err != io.EOF {
		return fmt.Errorf("%s: something follows the object", path)
	}
	return errors.Join(faults...)
}

func (c *Catalogue) put(vietnamese, english string) error {
	if strings.TrimSpace(vietnamese) == "" || strings.TrimSpace(english) == "" {
		return errors.New("empty text")
	}
	if known, twice := c.english[vietnamese]; twice && known != english {
		return fmt.Errorf("translated as %q and as %q", known, english)
	}
	if want, got := verbs(vietnamese), verbs(english); !maps.Equal(want, got) {
		return fmt.Errorf("%q has other verbs: %v, not %v", english, got, want)
	}
	c.english[vietnamese] = english
	return nil
}

// verb is one fmt verb with its explicit argument, if any. A blank after the sign ends it: "96 % hồ sơ" has none.
var verb = regexp.MustCompile(`%(?:%|[-+#0]*\d*(?:\.\d+)?(?:\[(\d+)\])?([a-zA-Z]))`)

// verbs maps the number of each argument to its verb; English may take the arguments in another order.
func verbs(format string) map[int]string {
	found := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1]) // the pattern lets only digits through
		}
		found[next] += m[2]
		next++
	}
	return found
}

// Text is the text in a language, filled in as fmt does; without arguments it is not a format but stands as it is.
// What has no English yet comes out in Vietnamese and is remembered for Missing.
func (c *Catalogue) Text(lang Lang, format string, args ...any) string {
	text := format
	if lang == EN {
		text = c.translate(format)
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

func (c *Catalogue) translate(vietnamese string) string {
	if english, ok := c.english[vietnamese]; ok {
		return english
	}
	c.lock.Lock()
	defer c.lock.Unlock()
	if len(c.missing) < mostMissing {
		c.missing[vietnamese] = true
	}
	return vietnamese
}

// Missing are the texts that were asked for in English and had none, sorted. A test that has visited
// every page wants it empty.
func (c *Catalogue) Missing() []string {
	c.lock.Lock()
	defer c.lock.Unlock()
	return slices.Sorted(maps.Keys(c.missing))
}
