package store

import (
	"context"
	"slices"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/vntext"
)

var personColumns = []string{"dossier", "salt", "name", "born", "sex", "id_no", "address", "phone", "email", "content"}

func personArgs(id dossier.ID, p dossier.SealedPerson) []any {
	args := []any{int64(id), p.Salt}
	for _, f := range p.Fields() {
		args = append(args, f)
	}
	return args
}

func insertPerson(ctx context.Context, tx *db.Tx, id dossier.ID, p dossier.SealedPerson) error {
	_, err := tx.Exec(ctx, `INSERT INTO dossier_person (dossier, salt, name, born, sex, id_no, address, phone, email, content)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, personArgs(id, p)...)
	return err
}

func scanPerson(row db.Row) (id dossier.ID, p dossier.SealedPerson, err error) {
	err = row.Scan((*int64)(&id), &p.Salt, &p.Name, &p.Born, &p.Sex, &p.IDNo, &p.Address, &p.Phone, &p.Email, &p.Content)
	return id, p, err
}

// personWords is what a dossier is found by: the words of the name, and the numbers.
func personWords(p dossier.Person) []string {
	words := vntext.Words(p.Name)
	for _, n := range []string{p.IDNo, p.Phone} {
		if n != "" {
			words = append(words, n)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func putWords(ctx context.Context, tx *db.Tx, id dossier.ID, p dossier.Person) error {
	for _, w := range personWords(p) {
		if _, err := tx.Exec(ctx, `INSERT INTO dossier_word (word, dossier) VALUES ($1, $2)`, w, id); err != nil {
			return err
		}
	}
	return nil
}

// CorrectPerson is dossier.Correct together with the data it seals.
type CorrectPerson struct {
	dossier.Correct
	Person dossier.SealedPerson
}

// changePerson follows an act that touched the person's data: a correction with a new
// seal, or erasing by right.
func changePerson(ctx context.Context, tx *db.Tx, before, after *file, act dossier.Act) error {
	if before.Seal == after.Seal {
		return nil
	}
	if err := dropPerson(ctx, tx, after.ID); err != nil {
		return err
	}
	corrected, ok := act.(CorrectPerson)
	if after.Seal == audit.ErasedSeal || !ok {
		return nil
	}
	if err := insertPerson(ctx, tx, after.ID, corrected.Person); err != nil {
		return err
	}
	return putWords(ctx, tx, after.ID, corrected.Person.Person)
}

// dropPerson deletes a person's data and the words that they were found by: word by word,
// because the words have no index by dossier.
func dropPerson(ctx context.Context, tx *db.Tx, id dossier.ID) error {
	p, err := readPerson(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, w := range personWords(p) {
		if _, err := tx.Exec(ctx, `DELETE FROM dossier_word WHERE word = $1 AND dossier = $2`, w, id); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `DELETE FROM dossier_person WHERE dossier = $1`, id)
	return err
}

func readPerson(ctx context.Context, tx *db.Tx, id dossier.ID) (p dossier.Person, err error) {
	list, err := db.All(ctx, tx, func(row db.Row) (dossier.SealedPerson, error) {
		_, p, err := scanPerson(row)
		return p, err
	}, `SELECT dossier, salt, name, born, sex, id_no, address, phone, email, content FROM dossier_person WHERE dossier = $1`, id)
	if len(list) == 1 {
		p = list[0].Person
	}
	return p, err
}

// Person reads whom a dossier is about. After erasing by right it is empty.
func (s Dossiers) Person(ctx context.Context, id dossier.ID) (p dossier.Person, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		p, err = readPerson(ctx, tx, id)
		return err
	})
	return p, err
}
