package desk

import (
	"context"
	"slices"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// door is a page beside this one, with the act that opens it.
type door struct {
	text, href string
	act        account.Act
}

// opened are the doors that the visitor may open on one of some units.
func opened(v *web.Visit, units []orgunit.ID, doors []door) (list []layout.Link) {
	for _, one := range doors {
		if slices.ContainsFunc(units, func(u orgunit.ID) bool { return v.May(one.act, u) }) {
			list = append(list, layout.Link{Text: v.T(one.text), Href: one.href})
		}
	}
	return list
}

// registers are the other registers that the visitor may open.
func registers(v *web.Visit) []layout.Link {
	return opened(v, []orgunit.ID{v.Account.Unit}, []door{
		{"Sổ kết quả", "/papers/results", account.ReadPaper}, {"Tin nhắn", "/messages", account.ReadMessages}, {"Bưu chính", "/postal", account.ReadPost},
	})
}

// doors lead from a dossier to what other rooms keep of it.
func (d *Desk) doors(ctx context.Context, s *scene) ([]layout.Link, error) {
	file := s.file
	home := "/desk/dossiers/" + file.Code
	var list []layout.Link
	if s.reads() {
		list = opened(s.Visit, file.Concerns(), []door{{"Giấy tờ in", home + "/forms", account.ReadDossier}, {"Giấy tờ điện tử", home + "/papers", account.ReadPaper}})
	}
	if file.Finance != dossier.NoFee {
		list = append(list, opened(s.Visit, []orgunit.ID{file.Desk}, []door{{"Thu phí", "/till/dossiers/" + file.Code, account.TakeMoney}})...)
	}
	list = append(list, opened(s.Visit, []orgunit.ID{file.Unit, file.Desk}, []door{{"Tin nhắn", "/messages/of/" + file.Code, account.ReadMessages}})...)
	letter := file.Promised != 0
	if !letter && d.Apologised != nil {
		var err error
		if letter, err = d.Apologised(ctx, file.ID); err != nil {
			return nil, err
		}
	}
	if letter {
		list = append(list, opened(s.Visit, []orgunit.ID{file.Unit}, []door{{"Thư xin lỗi", "/late/apologies/" + file.Code, account.ReadLateness}})...)
	}
	return list, nil
}
