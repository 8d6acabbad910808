package account

import (
	"slices"

	"cchc/domain/orgunit"
)

// Act is something an account may be allowed to do. Routes and rules name acts, never roles.
type Act string

const (
	ReadDossier    Act = "dossier.read"    // open one, see its people
	TrackDossier   Act = "dossier.track"   // see where any stands, with its people masked
	ReceiveDossier Act = "dossier.receive" // receive, take supplements
	RefuseIntake   Act = "dossier.refuse-intake"
	HandOver       Act = "dossier.handover" // give the result, withdraw at the person's wish
	ProcessDossier Act = "dossier.process"  // take over, complete and send back steps, pauses
	DecideDossier  Act = "dossier.decide"   // finish, refuse, stop, extend with apology
	DelegateWork   Act = "dossier.delegate" // give steps to people of the office, name who stands in
	CorrectDossier Act = "dossier.correct"  // correct an entry with a reason
	ErasePerson    Act = "person.erase"     // erase a person's data by right
	ReadRegister   Act = "register.read"    // the register and its Excel
	ReadLateness   Act = "lateness.read"    // what is late, apologies, promises
	PressLateness  Act = "lateness.press"   // urge on who has a late dossier
	ChangeLateness Act = "lateness.change"  // who is told how long before and after a due date
	ReadFigures    Act = "figure.read"      // on-time tables and the lists behind them
	ReadUnits      Act = "unit.read"
	ChangeUnits    Act = "unit.change" // establish, rename, merge, split, dissolve
	ReadAccounts   Act = "account.read"
	ChangeAccounts Act = "account.change"
	ReadCalendar   Act = "calendar.read"
	ChangeCalendar Act = "calendar.change"
	ReadRules      Act = "rules.read" // procedures and workflows as officials see them
	ChangeRules    Act = "rules.change"
	PublishRules   Act = "rules.publish" // the second person
	WriteReview    Act = "review.write"  // draw maps of procedures, propose how they get simpler
	DecideReview   Act = "review.decide" // approve proposals, say that they are in force
	ReadLog        Act = "log.read"
	VerifyLog      Act = "log.verify"
	ServeCounter   Act = "counter.serve"  // call numbers, keep drafts, certify copies
	ReadCounter    Act = "counter.read"   // today at the counter, its figures, the register of copies
	SetUpCounter   Act = "counter.set-up" // stations, series of numbers, who goes first
	ReadPaper      Act = "paper.read"     // look at electronic papers, each time with a trace
	AddPaper       Act = "paper.add"
	IssueResult    Act = "result.issue"
	RevokeResult   Act = "result.revoke"
	TakeMoney      Act = "money.take"      // open orders, take cash, receipts, one's drawer, ask for refunds
	ReadMoney      Act = "money.read"      // orders, receipts, drawers, differences, figures of money
	ReconcileMoney Act = "money.reconcile" // compare with other books, settle differences, the account to pay to
	RefundMoney    Act = "money.refund"    // approve refunds: the second person
	CarryPost      Act = "post.carry"      // lists of what the post brings and takes, both sides
	ReadPost       Act = "post.read"       // lists, parcels, figures of the post
	OrderPost      Act = "post.order"      // have the post carry results
	ComparePost    Act = "post.compare"    // set our book beside the post's
	ServeDesk      Act = "agent.serve"     // guide people at a contracted desk
	ReadDesk       Act = "agent.read"      // what a contracted desk does
	OwnAccount     Act = "self"            // one's own password, second factor, sessions
)

// Acts upon messages to people.
const (
	ReadMessages     Act = "message.read"     // what people were told, with addresses masked
	RetryMessage     Act = "message.retry"    // send again, give up, note how a person wants to be told
	ReadProviders    Act = "message.provider" // how the providers of messages do
	ChangeTemplates  Act = "template.change"
	ApproveTemplates Act = "template.approve" // the second person
)

// Title is the act's name in refusals and on the page of rights.
func (a Act) Title() string { return actTitles[a] }

var actTitles = map[Act]string{
	CarryPost: "giao nhận bưu chính", ReadPost: "xem việc bưu chính", OrderPost: "lập đơn gửi bưu chính", ComparePost: "đối chiếu sổ bưu chính",
	ServeDesk: "phục vụ tại quầy doanh nghiệp", ReadDesk: "xem việc của quầy doanh nghiệp",
	ReadDossier: "xem hồ sơ", TrackDossier: "xem tình trạng hồ sơ", RefuseIntake: "từ chối tiếp nhận", ReceiveDossier: "tiếp nhận hồ sơ", HandOver: "trả kết quả", ProcessDossier: "xử lý hồ sơ",
	DecideDossier: "quyết định hồ sơ", CorrectDossier: "sửa sai hồ sơ", DelegateWork: "giao việc, cử người làm thay", ErasePerson: "xóa dữ liệu cá nhân",
	ReadRegister: "xem sổ theo dõi", ReadLateness: "xem hồ sơ chậm trả", PressLateness: "đôn đốc hồ sơ chậm trả", ChangeLateness: "thay đổi quy tắc nhắc hạn", ReadFigures: "xem số liệu", ReadUnits: "xem đơn vị", ChangeUnits: "thay đổi đơn vị",
	ReadAccounts: "xem tài khoản", ChangeAccounts: "thay đổi tài khoản", ReadCalendar: "xem lịch làm việc", ChangeCalendar: "thay đổi lịch làm việc",
	ReadRules: "xem thủ tục, quy trình", ChangeRules: "soạn thủ tục, quy trình", PublishRules: "công bố thủ tục, quy trình",
	WriteReview: "rà soát, đề xuất đơn giản hóa thủ tục", DecideReview: "duyệt phương án đơn giản hóa",
	ReadLog: "xem nhật ký", VerifyLog: "kiểm chứng nhật ký",
	ReadPaper: "xem giấy tờ điện tử", AddPaper: "thêm giấy tờ điện tử", IssueResult: "ghi sổ kết quả", RevokeResult: "thu hồi kết quả", TakeMoney: "thu tiền", ReadMoney: "xem việc thu tiền", ReconcileMoney: "đối soát tiền", RefundMoney: "duyệt hoàn tiền", OwnAccount: "tài khoản của mình",
	ReadMessages: "xem tin nhắn", RetryMessage: "gửi lại, hủy tin nhắn", ReadProviders: "xem nơi gửi tin", ChangeTemplates: "soạn mẫu tin nhắn", ApproveTemplates: "duyệt mẫu tin nhắn",
	ServeCounter: "phục vụ tại quầy", ReadCounter: "xem việc tại quầy", SetUpCounter: "cài đặt quầy",
}

// Acts in the order of documents and tests.
var Acts = func() (list []Act) {
	for a := range actTitles {
		list = append(list, a)
	}
	slices.Sort(list)
	return list
}()

type relations []orgunit.Relation

var (
	own        = relations{orgunit.Own}
	ownAndDown = relations{orgunit.Own, orgunit.Below}
	everywhere = relations{orgunit.Own, orgunit.Below, orgunit.Above, orgunit.Other}
)

// policy is the whole answer: act → role → relations in which it is allowed. What is
// not here is denied. Dossiers hold personal data, so the operator has no act on them.
var policy = map[Act]map[Role]relations{
	ReadDossier:    {Counter: own, Official: own, Leader: ownAndDown, Inspector: everywhere, Postal: own, Agent: own},
	TrackDossier:   {Counter: everywhere, Official: everywhere, Leader: everywhere, Inspector: everywhere, Designer: everywhere, Operator: everywhere, Postal: everywhere, Agent: everywhere},
	ReceiveDossier: {Counter: own, Postal: own, Agent: own},
	RefuseIntake:   {Counter: own}, // hired people and the post send nobody away: they ask a counter officer
	HandOver:       {Counter: own, Agent: own},
	ProcessDossier: {Official: own, Leader: own, Counter: own},
	DecideDossier:  {Leader: own},
	CorrectDossier: {Leader: own},
	DelegateWork:   {Leader: own},
	ErasePerson:    {Inspector: everywhere},
	ReadRegister:   {Counter: own, Official: own, Leader: ownAndDown, Inspector: everywhere},
	ReadLateness:   {Counter: own, Official: own, Leader: ownAndDown, Inspector: everywhere},
	PressLateness:  {Leader: ownAndDown},
	ChangeLateness: {Operator: own},
	// Figures are public; who has an account sees every unit's, the people measured included.
	ReadFigures:    {Counter: everywhere, Official: everywhere, Leader: everywhere, Inspector: everywhere, Designer: everywhere, Operator: everywhere},
	ReadUnits:      {Counter: everywhere, Official: everywhere, Leader: everywhere, Inspector: everywhere, Designer: everywhere, Operator: everywhere},
	ChangeUnits:    {Operator: ownAndDown},
	ReadAccounts:   {Leader: ownAndDown, Inspector: everywhere, Operator: ownAndDown},
	ChangeAccounts: {Operator: ownAndDown},
	ReadCalendar:   {Counter: everywhere, Official: everywhere, Leader: everywhere, Inspector: everywhere, Designer: everywhere, Operator: everywhere},
	ChangeCalendar: {Operator: own},
	ReadRules:      {Counter: everywhere, Official: everywhere, Leader: everywhere, Inspector: everywhere, Designer: everywhere, Operator: everywhere},
	ChangeRules:    {Designer: ownAndDown},
	PublishRules:   {Leader: ownAndDown},
	WriteReview:    {Designer: ownAndDown, Official: own},
	DecideReview:   {Leader: ownAndDown},
	ReadLog:        {Leader: ownAndDown, Inspector: everywhere, Operator: everywhere},
	VerifyLog:      {Inspector: everywhere, Operator: everywhere},
	ServeCounter:   {Counter: own},
	ReadCounter:    {Counter: own, Leader: ownAndDown, Inspector: everywhere},
	SetUpCounter:   {Leader: ownAndDown, Operator: ownAndDown},
	ReadPaper:      {Counter: own, Official: own, Leader: ownAndDown, Inspector: everywhere, Agent: own},
	AddPaper:       {Counter: own, Official: own, Leader: own, Agent: own},
	IssueResult:    {Counter: own, Official: own, Leader: own},
	RevokeResult:   {Leader: own},
	TakeMoney:      {Counter: own},
	ReadMoney:      {Counter: own, Leader: ownAndDown, Inspector: everywhere},
	ReconcileMoney: {Leader: ownAndDown},
	RefundMoney:    {Leader: ownAndDown},
	CarryPost:      {Counter: own, Postal: own},
	ReadPost:       {Counter: own, Leader: ownAndDown, Inspector: everywhere, Postal: own},
	OrderPost:      {Counter: own},
	ComparePost:    {Leader: ownAndDown},
	ServeDesk:      {Agent: own},
	ReadDesk:       {Leader: ownAndDown, Inspector: everywhere, Agent: own},
	OwnAccount:     {Counter: own, Official: own, Leader: own, Inspector: own, Designer: own, Operator: own, Postal: own, Agent: own},

	ReadMessages:     {Counter: own, Official: own, Leader: ownAndDown, Inspector: everywhere},
	RetryMessage:     {Counter: own, Leader: own},
	ReadProviders:    {Inspector: everywhere, Operator: everywhere},
	ChangeTemplates:  {Designer: own},
	ApproveTemplates: {Leader: own},
}

// Allowed is the policy's answer for one role in one relation.
func Allowed(r Role, a Act, relation orgunit.Relation) bool {
	return slices.Contains(policy[a][r], relation)
}
