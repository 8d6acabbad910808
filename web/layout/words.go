package layout

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"

	"cchc/kit/i18n"
)

// Words is an argument of a sentence that is itself a Vietnamese sentence to translate.
type Words string

// catalogue is the English of the whole program: the layout's own and that of each room,
// added when the room's pages are parsed.
var catalogue atomic.Pointer[i18n.Catalogue]

var sources struct {
	sync.Mutex
	all []fs.FS
}

// AddWords adds every .json of a file system to the catalogue, once. It panics on a
// faulty one, and on one that contradicts another: the program does not start with it.
func AddWords(files fs.FS) {
	sources.Lock()
	defer sources.Unlock()
	if len(sources.all) == 0 {
		sources.all = append(sources.all, parts)
	}
	if slices.Contains(sources.all, files) && catalogue.Load() != nil {
		return
	}
	sources.all = append(sources.all, files)
	all, err := i18n.Load(sources.all...)
	if err != nil {
		panic(fmt.Sprintf("catalogue: %v", err))
	}
	catalogue.Store(all)
}

// Untranslated are the sentences that were asked for in English and had none. A test that
// has rendered every page wants it empty of what the program says itself.
func Untranslated() []string { return catalogue.Load().Missing() }

// Translate is a Vietnamese sentence in a language, its arguments filled in. What has no
// English stays Vietnamese.
func Translate(lang i18n.Lang, format string, args ...any) string {
	args = slices.Clone(args)
	for i, arg := range args {
		if sentence, ok := arg.(Words); ok {
			args[i] = Translate(lang, string(sentence))
		}
	}
	return catalogue.Load().Text(lang, format, args...)
}
