package admin

import (
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/web"
	"cchc/web/layout"
)

// eventAct is one act of the log in words.
type eventAct struct {
	kind        audit.Kind
	name, title string
}

// eventActs are the acts of the log, in the order of the filter.
var eventActs = slices.Concat(dossierActs(), []eventAct{
	{audit.Unit, "establish", "Lập đơn vị"}, {audit.Unit, "rename", "Đổi tên"}, {audit.Unit, "move", "Chuyển cấp trên"},
	{audit.Unit, "merge", "Sáp nhập"}, {audit.Unit, "split", "Chia tách"}, {audit.Unit, "dissolve", "Giải thể"},
}, accountActs("create", "rename", "set_roles", "move", "lock", "unlock", "set_password", "rehash", "invite", "enable_totp", "disable_totp"), []eventAct{
	{audit.Calendar, "establish", "Lập lịch làm việc"}, {audit.Calendar, "replace", "Thay lịch làm việc"},
	{audit.Procedure, "draft", "Soạn dự thảo"}, {audit.Procedure, "edit", "Sửa dự thảo"}, {audit.Procedure, "announce", "Công bố"},
	{audit.Procedure, "supersede", "Thay bằng bản mới"}, {audit.Procedure, "repeal", "Bãi bỏ"},
	{"decision", "draft", "Soạn dự thảo"}, {"decision", "edit", "Sửa dự thảo"}, {"decision", "announce", "Công bố"}, {"decision", "publish", "Công bố"},
	{audit.Workflow, "draft", "Soạn dự thảo"}, {audit.Workflow, "edit", "Sửa dự thảo"}, {audit.Workflow, "publish", "Công bố"},
	{audit.Workflow, "submit", "Trình phê duyệt"}, {audit.Workflow, "return", "Trả lại người soạn"}, {audit.Workflow, "approve", "Phê duyệt"},
	{audit.Workflow, "supersede", "Thay bằng bản mới"},
})

func dossierActs() (list []eventAct) {
	for _, a := range dossier.Acts {
		list = append(list, eventAct{audit.Dossier, a.Name, a.Title})
	}
	return list
}

func accountActs(names ...string) (list []eventAct) {
	for _, name := range names {
		list = append(list, eventAct{audit.Account, name, account.EventTitle(name)})
	}
	return list
}

// actTitle is the act of an event in words; one that is not known is its own title.
func actTitle(visit *web.Visit, kind audit.Kind, act string) string {
	for _, a := range eventActs {
		if a.kind == kind && a.name == act {
			return visit.T(a.title)
		}
	}
	return act
}

// actOptions are all acts for the filter. Kinds that share an act share its option.
func actOptions(visit *web.Visit) []layout.Option {
	list := []layout.Option{{Label: visit.T("Mọi việc")}}
	for _, a := range eventActs {
		title := visit.T(a.title)
		at := slices.IndexFunc(list, func(o layout.Option) bool { return o.Value == a.name })
		switch {
		case at < 0:
			list = append(list, layout.Option{Value: a.name, Label: title})
		case !slices.Contains(strings.Split(list[at].Label, " / "), title):
			list[at].Label += " / " + title
		}
	}
	return list
}
