package admin

import (
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/web"
	"cchc/web/layout"
)

// eventPage is one event with what proves it.
type eventPage struct {
	layout.Frame
	Row      eventRow
	At       string
	Note     string
	Columns  []column
	Head     string
	Leaf     string
	Evidence audit.Evidence
	Proof    []string
	Root     string
	Older    string
}

// column is a value that the event gave.
type column struct{ Name, Value string }

var eventView = layout.Parse[eventPage](logFiles, "log_event.html")

func (m Log) showEvent(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	version, _ := strconv.Atoi(r.PathValue("version")) // none is 0, which does not exist
	evidence, err := m.Ledger.Evidence(r.Context(), web.Number[int64](r.PathValue("subject")), version)
	if err != nil {
		return err
	}
	e := evidence.Event
	if err := visit.Must(account.ReadLog, eventUnit(visit, e)); err != nil {
		return err
	}
	names, err := m.Ledger.Names(r.Context(), account.ID(e.By))
	if err != nil {
		return err
	}
	labels, err := m.Ledger.Labels(r.Context(), []audit.Event{e})
	if err != nil {
		return err
	}
	leaf := evidence.Head.Leaf()
	page := eventPage{Row: newEventRow(visit, e, names, labels), At: localTime(e.At), Note: e.Note, Head: grouped(evidence.Head[:]), Leaf: grouped(leaf[:]), Evidence: evidence}
	if e.Kind == audit.Dossier && !visit.May(account.ReadDossier, eventUnit(visit, e)) {
		page.Note = visit.T("không hiện: ghi chú của hồ sơ có thể nêu tên người")
	}
	values, err := e.Change.Values()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		page.Columns = append(page.Columns, column{name, values[name].String()})
	}
	for _, hash := range evidence.Proof {
		page.Proof = append(page.Proof, grouped(hash[:]))
	}
	page.Root = grouped(evidence.Checkpoint.Root[:])
	base := "/admin/log/" + strconv.FormatInt(e.Subject, 10) + "/"
	if e.Version > 1 {
		page.Older = base + strconv.Itoa(e.Version-1)
	}
	page.Frame = layout.Frame{Crumbs: []layout.Link{{Text: visit.T("Nhật ký"), Href: "/admin/log"}, {Text: visit.T("Sự kiện")}}}
	return eventView.Render(w, r, http.StatusOK, page)
}

// grouped is a hash in hexadecimal, in groups that a person can compare and a line can break at.
func grouped(hash []byte) string {
	var groups []string
	for four := range slices.Chunk(hash, 4) {
		groups = append(groups, hex.EncodeToString(four))
	}
	return strings.Join(groups, " ")
}
