package lateness

import (
	"context"

	"cchc/domain/account"
	rules "cchc/domain/lateness"
	"cchc/web"
	"cchc/web/layout"
)

// tab is one page of the room, with how much is on it.
type tab struct {
	layout.Link
	N    int
	More bool
	Bare bool // without a number
}

// most is how far a tab counts.
const most = 1000

// tabs are the pages of the room for a visitor.
func (p *Pages) tabs(ctx context.Context, v *web.Visit, here string) (list []tab, err error) {
	if v.MayAnywhere(account.ReadLateness) {
		ref, err := p.Rules(ctx)
		if err != nil {
			return nil, err
		}
		late, err := p.Late.CountLate(ctx, choose(v, ref, nil).Query)
		if err != nil {
			return nil, err
		}
		list = append(list, tab{layout.Link{Text: v.T("Đang quá hạn"), Href: latePath}, int(late), false, false})
		for _, kind := range letterTabs {
			n, err := p.Letters.CountLetters(ctx, kind.query(v), most+1)
			if err != nil {
				return nil, err
			}
			list = append(list, tab{layout.Link{Text: v.T(kind.title), Href: kind.href()}, min(n, most), n > most, false})
		}
		list = append(list, tab{layout.Link{Text: v.T("Số liệu"), Href: figurePath}, 0, false, true})
	}
	list = append(list, tab{layout.Link{Text: v.T("Quy tắc nhắc hạn"), Href: rulePath}, 0, false, true})
	for i := range list {
		list[i].Here = list[i].Href == here
	}
	return list, nil
}

// letterTab is a sort of letters.
type letterTab struct {
	name, title string
	state       rules.State
	report      bool
}

var letterTabs = []letterTab{
	{"", "Chờ ký", rules.Drafted, false},
	{"signed", "Đã ký", rules.Signed, false},
	{"reports", "Báo cáo thất hứa", rules.Signed, true},
}

func (t letterTab) href() string {
	if t.name == "" {
		return letterPath
	}
	return letterPath + "?tab=" + t.name
}

func letterTabOf(name string) letterTab {
	for _, t := range letterTabs {
		if t.name == name {
			return t
		}
	}
	return letterTabs[0]
}

// query asks for the letters of the units whose lateness the visitor may read.
func (t letterTab) query(v *web.Visit) rules.LetterQuery {
	units, all := v.Reach(account.ReadLateness)
	if all {
		units = nil
	}
	return rules.LetterQuery{Units: units, State: t.state, Report: t.report, Limit: pageRows + 1}
}
