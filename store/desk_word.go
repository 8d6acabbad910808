package store

import (
	"context"
	"slices"

	"cchc/kit/db"
)

// term is one word of a search: the words in the table that answer it.
type term []any

// Bounds of a search: how many words a beginning may stand for, and how far a word is
// counted to find the rarest.
const (
	mostWords    = 12
	mostCounted  = 20_000
	leastToBegin = 2 // letters: a single one begins too many words to help
)

// terms looks up what was typed. The last word may be the beginning of several.
func terms(ctx context.Context, tx *db.Tx, typed []string) ([]term, error) {
	var list []term
	for i, word := range typed {
		answers := term{word}
		if i == len(typed)-1 && len(word) >= leastToBegin {
			longer, err := beginning(ctx, tx, word)
			if err != nil {
				return nil, err
			}
			answers = append(answers, longer...)
		}
		list = append(list, answers)
	}
	return list, rarestFirst(ctx, tx, list)
}

// beginning lists the words that begin with one, without itself. It leaps from word to
// word through the key, so it never reads the dossiers of a frequent one.
func beginning(ctx context.Context, tx *db.Tx, word string) (list []any, err error) {
	end := word[:len(word)-1] + string(rune(word[len(word)-1])+1)
	for at := word; len(list) < mostWords; list = append(list, at) {
		at, err = db.Value[string](ctx, tx, `SELECT word FROM dossier_word WHERE word > $1 AND word < $2 ORDER BY word LIMIT 1`, at, end)
		if isMissing(err) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// rarestFirst puts first the word with the fewest dossiers: the others are only checked.
func rarestFirst(ctx context.Context, tx *db.Tx, list []term) error {
	rarest, fewest := 0, mostCounted+1
	for i, t := range list {
		if len(list) == 1 {
			break
		}
		n, err := t.count(ctx, tx)
		if err != nil {
			return err
		}
		if n < fewest {
			rarest, fewest = i, n
		}
	}
	if rarest > 0 {
		first := list[rarest]
		copy(list[1:rarest+1], slices.Clone(list[:rarest]))
		list[0] = first
	}
	return nil
}

// count is how many dossiers a word has, at most mostCounted.
func (t term) count(ctx context.Context, tx *db.Tx) (int, error) {
	var w where
	w.and("word IN (??)", []any(t))
	return bounded(ctx, tx, "dossier_word", &w)
}

// bounded counts rows of a table, at most mostCounted.
func bounded(ctx context.Context, tx *db.Tx, table string, w *where) (int, error) {
	return db.Value[int](ctx, tx, `SELECT count(*) FROM (SELECT 1 AS one FROM `+table+` WHERE `+w.String()+` LIMIT `+w.value(mostCounted)+`) AS bounded`, w.args...)
}
