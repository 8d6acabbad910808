package store_test

import (
	"cchc/domain/dossier"
	"cchc/domain/procedure"
)

// faults gives the playground a dossier that was received long after it was filed.
func (p *playground) faults() {
	p.t.Helper()
	m := p.moment()
	d, err := p.s.Dossiers.Receive(p.t.Context(), dossier.Receive{
		Unit: hillCommune, Desk: hillCommune, Procedure: 102, Workflow: 202, Channel: procedure.Online, Filed: m.At.AddDate(0, 0, -9),
	}, dossier.Person{Name: "Trần Văn Bưu"}, m)
	p.must(err)
	p.dossiers = append(p.dossiers, d)
}
