package workflow

import (
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// ReadBPMN reads name and steps of a workflow from a BPMN file. What the subset does not
// have is refused at its element, each with its line, with what to do instead. Where the
// file is not ours, a task's lane says who does it, and its time is 0.
func ReadBPMN(data []byte, codes Codes) (Version, error) {
	root, err := parseXML(data)
	if err != nil {
		return Version{}, err
	}
	if root.space != bpmnSpace || root.name != "definitions" {
		return Version{}, root.wrong("Tệp không phải là BPMN 2.0: phần tử ngoài cùng là “%s”.", root.name)
	}
	processes := root.in(bpmnSpace, "process")
	if len(processes) != 1 {
		return Version{}, root.wrong("Tệp phải có đúng một quy trình (process), đang có %d.", len(processes))
	}
	r := &bpmnReader{codes: codes, byID: map[string]*element{}, into: map[string][]string{}, lane: map[string]*element{}, no: map[string]int{}}
	v := Version{Name: strings.TrimSpace(processes[0].attrs["name"])}
	if pool := root.first(bpmnSpace, "collaboration"); pool != nil && v.Name == "" {
		if p := pool.first(bpmnSpace, "participant"); p != nil {
			v.Name = strings.TrimSpace(p.attrs["name"])
		}
	}
	r.read(processes[0])
	if err := r.faults.OrNil(); err != nil {
		return Version{}, err
	}
	r.number()
	for _, task := range r.tasks {
		v.Steps = append(v.Steps, r.step(task))
	}
	if err := r.faults.OrNil(); err != nil {
		return Version{}, err
	}
	_, err = v.Longest() // refuses circles
	return v, err
}

type bpmnReader struct {
	codes  Codes
	byID   map[string]*element
	tasks  []*element
	flows  []*element
	into   map[string][]string // element → those whose arrows come to it
	lane   map[string]*element // element → its lane
	no     map[string]int      // task → number
	faults refusal.List
}

func (r *bpmnReader) wrong(e *element, format string, args ...any) {
	r.faults = append(r.faults, e.wrong(format, args...))
}

// read sorts the elements of a process.
func (r *bpmnReader) read(process *element) {
	starts := 0
	for _, e := range process.children {
		if e.space != bpmnSpace || e.name == "documentation" || e.name == "extensionElements" {
			continue
		}
		if id := e.id(); id == "" || r.byID[id] != nil {
			r.wrong(e, "Phần tử “%s” thiếu mã (id), hoặc trùng mã với phần tử khác.", e.name)
		} else {
			r.byID[id] = e
		}
		switch e.name {
		case "startEvent":
			starts++
			r.plain(e)
		case "endEvent", "parallelGateway":
			r.plain(e)
		case "task", "userTask":
			r.tasks = append(r.tasks, e)
			r.plain(e)
		case "sequenceFlow":
			r.flows = append(r.flows, e)
			r.plain(e)
		case "laneSet":
			r.lanes(e)
		default:
			r.wrong(e, foreign(e.name), e.called())
		}
	}
	if starts != 1 {
		r.wrong(process, "Quy trình phải có đúng một sự kiện bắt đầu, đang có %d.", starts)
	}
	if len(r.tasks) > mostSteps {
		r.wrong(process, "Quy trình có %d bước, nhiều hơn %d.", len(r.tasks), mostSteps)
		return
	}
	r.connect()
}

// foreign says what to do instead of an element that the subset does not have; every
// dossier passes every step of its workflow, whose times stand at the steps.
func foreign(name string) string {
	switch {
	case name == "exclusiveGateway", name == "inclusiveGateway", name == "complexGateway", name == "eventBasedGateway":
		return "Không dùng được cổng rẽ nhánh “%s”: mọi hồ sơ đi qua mọi bước. Hãy tách mỗi nhánh thành một trường hợp của thủ tục, với quy trình riêng."
	case strings.HasSuffix(name, "Event"):
		return "Không dùng được sự kiện “%s”: hãy bỏ sự kiện và ghi thời gian ở bước."
	case name == "subProcess", name == "callActivity", name == "transaction", name == "adHocSubProcess":
		return "Không dùng được quy trình con “%s”: hãy đưa các bước của nó ra quy trình chính."
	case strings.HasSuffix(name, "Task"):
		return "Không dùng được loại bước của “%s”: hãy đổi thành User Task."
	}
	return "Không dùng được phần tử “%s”: hãy bỏ nó đi. Chỉ dùng bước, cổng song song, bắt đầu, kết thúc, mũi tên và làn."
}

// plain refuses what may stand inside an element and changes what it means.
func (r *bpmnReader) plain(e *element) {
	for _, c := range e.children {
		switch {
		case c.space != bpmnSpace:
		case strings.HasSuffix(c.name, "EventDefinition"):
			r.wrong(c, "Sự kiện “%s” có hẹn giờ hoặc điều kiện, không dùng được: hãy đổi thành sự kiện thường và ghi thời gian ở bước.", e.called())
		case strings.HasSuffix(c.name, "LoopCharacteristics"):
			r.wrong(c, "Bước “%s” lặp lại, không dùng được: hãy bỏ dấu lặp; khi xử lý, cán bộ trả hồ sơ lại bước trước.", e.called())
		case c.name == "conditionExpression":
			r.wrong(c, "Mũi tên “%s” có điều kiện, không dùng được: hãy bỏ điều kiện.", e.called())
		}
	}
}

func (r *bpmnReader) lanes(set *element) {
	for _, lane := range set.in(bpmnSpace, "lane") {
		if lane.first(bpmnSpace, "childLaneSet") != nil {
			r.wrong(lane, "Làn “%s” có làn con, không dùng được: hãy dùng các làn ngang hàng.", lane.called())
		}
		for _, ref := range lane.in(bpmnSpace, "flowNodeRef") {
			r.lane[strings.TrimSpace(ref.text)] = lane
		}
	}
}

// connect checks the arrows and remembers where they come from.
func (r *bpmnReader) connect() {
	for _, f := range r.flows {
		from, to := r.byID[f.attrs["sourceRef"]], r.byID[f.attrs["targetRef"]]
		if !isNode(from) || !isNode(to) {
			r.wrong(f, "Mũi tên “%s” không nối hai phần tử của quy trình.", f.id())
			continue
		}
		if to.name == "startEvent" || from.name == "endEvent" {
			r.wrong(f, "Mũi tên “%s” đi vào chỗ bắt đầu, hoặc đi ra từ chỗ kết thúc.", f.id())
			continue
		}
		r.into[to.id()] = append(r.into[to.id()], from.id())
	}
	for _, task := range r.tasks {
		if len(r.into[task.id()]) == 0 {
			r.wrong(task, "Bước “%s” chưa được nối: hãy kéo mũi tên đến nó từ bước trước, hoặc từ chỗ bắt đầu.", task.called())
		}
	}
}

func isNode(e *element) bool {
	return e != nil && slices.Contains([]string{"startEvent", "endEvent", "parallelGateway", "task", "userTask"}, e.name)
}

// number keeps the numbers that the file gives, and gives tasks without one the next free.
func (r *bpmnReader) number() {
	taken, last := map[int]bool{}, 0
	for _, task := range r.tasks {
		n := 0
		if ours := r.ours(task); ours != nil {
			n, _ = strconv.Atoi(ours.attrs["no"])
		}
		if n > 0 && n <= 100_000 && !taken[n] { // two with one number: a copied task
			taken[n], r.no[task.id()], last = true, n, max(last, n)
		}
	}
	for _, task := range r.tasks {
		if r.no[task.id()] == 0 {
			last++
			r.no[task.id()] = last
		}
	}
}

func (r *bpmnReader) ours(e *element) *element {
	if ext := e.first(bpmnSpace, "extensionElements"); ext != nil {
		if step := ext.first(OurSpace, "step"); step != nil {
			return step
		}
		return ext.first(OurSpace, "who")
	}
	return nil
}

// step reads a task.
func (r *bpmnReader) step(task *element) Step {
	s := Step{No: r.no[task.id()], Content: task.attrs["name"], Place: AtUnit}
	s.After = r.before(task.id(), map[string]bool{})
	lane := r.lane[task.id()]
	ours := r.ours(task)
	switch {
	case ours != nil:
		r.own(&s, task, ours)
	case lane != nil && r.ours(lane) != nil:
		r.who(&s, lane, r.ours(lane))
	case lane != nil:
		s.Role, s.Place = roleOf(lane.attrs["name"])
	}
	return s
}

// before are the steps that must be done before an element, through gates.
func (r *bpmnReader) before(id string, seen map[string]bool) (list []int) {
	for _, from := range r.into[id] {
		if seen[from] {
			continue
		}
		seen[from] = true
		switch e := r.byID[from]; e.name {
		case "task", "userTask":
			list = append(list, r.no[from])
		case "parallelGateway":
			list = append(list, r.before(from, seen)...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// own reads what our own element says of a step.
func (r *bpmnReader) own(s *Step, task, ours *element) {
	r.who(s, task, ours)
	s.Product = ours.attrs["product"]
	if text := ours.attrs["minutes"]; text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 9999*WorkdayMinutes || n%15 != 0 {
			r.wrong(task, "Bước “%s”: thời gian %s phút không được, hãy ghi theo bước 0,25 ngày hoặc 0,25 giờ.", task.called(), text)
		}
		s.Minutes = n
	}
	for _, e := range ours.in(OurSpace, "ask") {
		a := Ask{Kind: AskKind(e.attrs["kind"]), Place: Place(e.attrs["place"]), Block: orgunit.Block(e.attrs["block"]), Content: e.attrs["content"], Compulsory: e.attrs["compulsory"] == "true"}
		a.Unit = r.unit(task, e.attrs["unit"])
		if text := e.attrs["limit"]; text != "" {
			limit, err := calendar.ParseLimit(text)
			if err != nil {
				r.wrong(task, "Bước “%s”: thời hạn trả lời “%s” không đọc được.", task.called(), text)
			}
			a.Limit = limit
		}
		s.Asks = append(s.Asks, a)
	}
}

// who reads place, unit and role, of a step or of a lane.
func (r *bpmnReader) who(s *Step, at, ours *element) {
	if place := ours.attrs["place"]; place != "" {
		if s.Place = ParsePlace(place); s.Place == "" {
			r.wrong(at, "“%s”: không có nơi thực hiện “%s”.", at.called(), place)
		}
	}
	if role := account.Role(ours.attrs["role"]); role != "" {
		if s.Role = role; !slices.Contains(Doers, role) {
			r.wrong(at, "“%s”: không có vai trò “%s”.", at.called(), string(role))
		}
	}
	s.Block = orgunit.Block(ours.attrs["block"])
	s.Unit = r.unit(at, ours.attrs["unit"])
}

func (r *bpmnReader) unit(at *element, code string) orgunit.ID {
	id := orgunit.ID(0)
	if code != "" {
		if id = r.codes.id(code); id == 0 {
			r.wrong(at, "“%s”: không có đơn vị mang mã %s.", at.called(), code)
		}
	}
	return id
}
