// Package pay speaks with the national payment platform: bills sent there, notices of
// payment received from there, refunds, and the day's statement. The fields and their
// names are the platform's own (INIT and GET_BILL, version 1.0.6); REFUND, NOTIFY and the
// statement are shaped after them.
package pay

import "encoding/json"

// Version of the protocol.
const Version = "1.0.6"

// Kinds of messages.
const (
	KindInit    = "INIT"
	KindGetBill = "GET_BILL"
	KindNotify  = "NOTIFY"
	KindRefund  = "REFUND"
)

// Codes of MaLoi. A notice answered with Done, UnknownBill, Over or OtherAmount is kept by
// who received it and need not be sent again; any other answer asks for another attempt.
const (
	Done          = "00"
	UnknownBill   = "01" // parked
	BillOver      = "02" // cancelled, or paid by other money
	OtherAmount   = "04"
	Processing    = "09" // in a notice: nothing is decided yet
	PayerRefused  = "24" // in a notice: the payer gave up
	BadMessage    = "30"
	WrongSign     = "97"
	OutOfService  = "99"
	mostBytes     = 1 << 20
	timeLayout    = "20060102150405"
	currency      = "VND"
	statementDate = "2006-01-02"
)

// Request is INIT, GET_BILL or REFUND; SoTien is whole đồng in digits, ThoiGianGD local
// time as yyyyMMddHHmmss.
type Request struct {
	LoaiBanTin        string
	PhienBan          string
	MaDoiTac          string
	MaThamChieu       string
	SoTien            string
	LoaiHinhThanhToan string
	MaKenhThanhToan   string
	MaThietBi         string
	NgonNgu           string
	MaTienTe          string
	MaNganHang        string
	ThongTinGiaoDich  string
	ThongTinBienLai   *Receipt `json:",omitempty"`
	ThoiGianGD        string
	Ip                string
	MaGiaoDich        string `json:",omitempty"` // REFUND: of the payment
	MaXacThuc         string
}

// Receipt is what the platform prints on its own receipt.
type Receipt struct {
	MaDichVu       string
	MaDVC          string
	TenDVC         string
	MaTTHC         string
	TenTTHC        string
	MaDonVi        string
	TenDonVi       string
	MaHoSo         string
	TKThuHuong     string
	MaNHThuHuong   string
	TenTKThuHuong  string
	HoTenNguoiNop  string
	SoCMNDNguoiNop string
	DiaChiNguoiNop string
	PhiLePhi       []Fee
	DSKhoanNop     []Item
}

// Fee is a fee or charge on the platform's receipt.
type Fee struct {
	LoaiPhiLePhi string // 1 lệ phí, 2 phí
	MaPhiLePhi   string
	TenPhiLePhi  string
	SoTien       string
}

// Item is one sum to pay.
type Item struct {
	NoiDung string
	SoTien  string
}

// Reply answers a request.
type Reply struct {
	MaLoi        string
	MoTaLoi      string
	MaThamChieu  string
	MaGiaoDich   string
	SoTien       string
	UrlThanhToan string
	TrangThai    string // of GET_BILL: OPEN, PAID, REFUSED
	ThoiGianGD   string
	MaXacThuc    string
}

// Notice tells what became of a payment.
type Notice struct {
	LoaiBanTin  string
	PhienBan    string
	MaDoiTac    string
	MaThamChieu string
	MaGiaoDich  string
	SoTien      string
	MaTienTe    string
	ThoiGianGD  string
	MaLoi       string
	MaXacThuc   string
}

// Answer is what a notice gets.
type Answer struct {
	MaLoi       string
	MoTaLoi     string
	MaThamChieu string
}

// Statement is a day's book.
type Statement struct {
	Ngay      string
	GiaoDich  []Movement
	MaXacThuc string
}

// Movement is a payment (PAY) or a refund (REFUND).
type Movement struct {
	Loai        string
	MaGiaoDich  string
	MaThamChieu string
	SoTien      string
	ThoiGianGD  string
}

// Signed is a message with a MaXacThuc.
type Signed interface {
	// Fields are the values that MaXacThuc is made over, in their order.
	Fields() []string
	mac() *string
}

// Fields of a request: all but the receipt's parts, which go as one text.
func (m *Request) Fields() []string {
	receipt := ""
	if m.ThongTinBienLai != nil {
		text, _ := json.Marshal(m.ThongTinBienLai) // plain structs of text always encode
		receipt = string(text)
	}
	return []string{m.LoaiBanTin, m.PhienBan, m.MaDoiTac, m.MaThamChieu, m.SoTien, m.LoaiHinhThanhToan, m.MaKenhThanhToan,
		m.MaThietBi, m.NgonNgu, m.MaTienTe, m.MaNganHang, m.ThongTinGiaoDich, receipt, m.ThoiGianGD, m.Ip, m.MaGiaoDich}
}

// Fields of a reply.
func (m *Reply) Fields() []string {
	return []string{m.MaLoi, m.MaThamChieu, m.MaGiaoDich, m.SoTien, m.UrlThanhToan, m.TrangThai, m.ThoiGianGD}
}

// Fields of a notice.
func (m *Notice) Fields() []string {
	return []string{m.LoaiBanTin, m.PhienBan, m.MaDoiTac, m.MaThamChieu, m.MaGiaoDich, m.SoTien, m.MaTienTe, m.ThoiGianGD, m.MaLoi}
}

// Fields of a statement.
func (m *Statement) Fields() []string {
	fields := []string{m.Ngay}
	for _, line := range m.GiaoDich {
		fields = append(fields, line.Loai, line.MaGiaoDich, line.MaThamChieu, line.SoTien, line.ThoiGianGD)
	}
	return fields
}

func (m *Request) mac() *string   { return &m.MaXacThuc }
func (m *Reply) mac() *string     { return &m.MaXacThuc }
func (m *Notice) mac() *string    { return &m.MaXacThuc }
func (m *Statement) mac() *string { return &m.MaXacThuc }
