package web_test

import (
	"testing"
	"time"

	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/store/notify"
	pages "cchc/web/notify"
)

// letters is the room of messages; its templates belong to the unit of the stage.
func (s stage) letters() pages.Pages {
	office := notify.New(s.Store)
	return pages.Pages{
		Outbox: office, Words: office, Wishes: office, Own: office, State: office, ByCode: s.Dossiers.ByCode,
		Owner: func(*orgunit.Map) orgunit.ID { return s.unit },
	}
}

// tell puts a message about the stage's dossier into the queue.
func (s stage) tell(t *testing.T) int64 {
	t.Helper()
	ctx, office := t.Context(), notify.New(s.Store)
	who := dossier.Person{Name: "Trần Thị Bưởi", Email: "buoi@anson.example"}
	err := s.DB.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE dossier_person SET email = $1 WHERE dossier = $2`, who.Email, s.dossier); err != nil {
			return err
		}
		return office.Tell(ctx, tx, &dossier.Dossier{ID: s.dossier, Code: s.code, Unit: s.unit, Desk: s.unit, Received: time.Now()}, domain.Received, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	list, err := office.List(ctx, domain.Query{Limit: 1})
	if err != nil || len(list.Rows) != 1 {
		t.Fatal(list, err)
	}
	return int64(list.Rows[0].ID)
}
