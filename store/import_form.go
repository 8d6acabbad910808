package store

import (
	"io"
	"slices"

	"cchc/domain/dossier"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/sheet"
)

func needed(key string, titles ...string) sheet.Field { return sheet.Field{Key: key, Titles: titles} }

func maybe(key string, titles ...string) sheet.Field {
	return sheet.Field{Key: key, Titles: titles, Optional: true}
}

// importForms are the columns of every kind of file: the template's title first, then
// what other systems write. docs/import.md tells people the same.
var importForms = map[intake.Kind][]sheet.Field{
	intake.Units: {
		needed(orgunit.ColumnCode, "Mã", "Mã đơn vị", "code"), needed(orgunit.ColumnName, "Tên", "Tên đơn vị", "name"),
		needed(orgunit.ColumnLevel, "Cấp", "level"), needed(orgunit.ColumnBlock, "Khối", "block"),
		maybe(orgunit.ColumnParent, "Mã cấp trên", "Đơn vị cấp trên", "parent"), needed(orgunit.ColumnFrom, "Hiệu lực từ", "from"),
		maybe(orgunit.ColumnUntil, "Hiệu lực đến", "until"), maybe(orgunit.ColumnHeirs, "Kế thừa", "Mã đơn vị kế thừa", "heirs"),
	},
	intake.Procedures: {
		needed(procedure.ColumnCode, "Mã TTHC", "Mã thủ tục", "code"), needed(procedure.ColumnName, "Tên TTHC", "Tên thủ tục", "Tên", "name"),
		needed(procedure.ColumnField, "Lĩnh vực", "field"), needed(procedure.ColumnLevels, "Cấp thực hiện", "Cấp", "levels"),
		needed(procedure.ColumnChannel, "Kênh", "Cách thức thực hiện", "channel"), needed(procedure.ColumnLimit, "Thời hạn", "Thời hạn giải quyết", "limit"),
		maybe(procedure.ColumnFee, "Phí, lệ phí", "Phí", "fee"), maybe(procedure.ColumnCase, "Trường hợp", "case"),
		maybe(procedure.ColumnPapers, "Thành phần hồ sơ", "Thành phần", "components"), maybe(procedure.ColumnApplicants, "Đối tượng", "Đối tượng thực hiện", "applicants"),
		maybe(procedure.ColumnResult, "Kết quả", "Kết quả thực hiện", "result"), maybe(procedure.ColumnConditions, "Yêu cầu, điều kiện", "conditions"),
		maybe(procedure.ColumnBasis, "Căn cứ pháp lý", "Căn cứ", "basis"), maybe(procedure.ColumnGrade, "Mức độ trực tuyến", "Mức độ", "grade"),
		needed(procedure.ColumnDecision, "Quyết định công bố", "Quyết định", "decision"), maybe(procedure.ColumnSigned, "Ngày ký", "signed"),
		needed(procedure.ColumnFrom, "Hiệu lực từ", "from"), maybe(procedure.ColumnUntil, "Hiệu lực đến", "until"),
	},
	intake.Workflows: {
		needed(workflow.ColumnProcedure, "Mã TTHC", "Mã thủ tục", "procedure"), maybe(workflow.ColumnCase, "Trường hợp", "case"),
		maybe(workflow.ColumnTitle, "Tên quy trình", "name"), maybe(workflow.ColumnStage, "Giai đoạn", "stage"),
		needed(workflow.ColumnStep, "Bước", "step"), maybe(workflow.ColumnAfter, "Sau bước", "after"),
		needed(workflow.ColumnContent, "Nội dung", "Nội dung công việc", "content"), needed(workflow.ColumnRole, "Vai trò", "Người thực hiện", "role_or_unit", "role"),
		maybe(workflow.ColumnUnit, "Đơn vị", "Mã đơn vị thực hiện"), needed(workflow.ColumnTime, "Thời gian", "time"),
		maybe(workflow.ColumnMeasure, "Đơn vị tính", "unit"), maybe(workflow.ColumnProduct, "Sản phẩm", "Kết quả", "product"),
		maybe(workflow.ColumnBasis, "Quyết định phê duyệt", "basis"), maybe(workflow.ColumnFrom, "Hiệu lực từ", "Áp dụng từ", "from"),
		maybe(workflow.ColumnAsks, "Cơ quan được hỏi", "asks"),
	},
	intake.Dossiers: {
		maybe(dossier.ColumnCode, "Mã hồ sơ", "code"), needed(dossier.ColumnUnit, "Mã đơn vị", "Đơn vị giải quyết", "unit"),
		maybe(dossier.ColumnDesk, "Mã nơi tiếp nhận", "desk"), needed(dossier.ColumnProcedure, "Mã TTHC", "Mã thủ tục", "procedure"),
		maybe(dossier.ColumnCase, "Trường hợp", "case"), maybe(dossier.ColumnChannel, "Kênh", "Kênh tiếp nhận", "Kênh nộp", "channel"),
		needed(dossier.ColumnName, "Người nộp", "Họ tên", "Tên người nộp", "name"), maybe(dossier.ColumnIDNo, "Số giấy tờ", "Số căn cước", "Số CCCD", "id_no"),
		maybe(dossier.ColumnBorn, "Ngày sinh", "Năm sinh", "born"), maybe(dossier.ColumnSex, "Giới tính", "sex"), maybe(dossier.ColumnAddress, "Địa chỉ", "address"),
		maybe(dossier.ColumnPhone, "Điện thoại", "Số điện thoại", "phone"), maybe(dossier.ColumnContent, "Nội dung", "Trích yếu", "content"),
		maybe(dossier.ColumnFiled, "Thời điểm nộp", "Nộp lúc", "filed"),
		needed(dossier.ColumnReceived, "Thời điểm tiếp nhận", "Ngày giờ tiếp nhận", "Tiếp nhận lúc", "Nhận", "received"),
		maybe(dossier.ColumnFinished, "Thời điểm kết thúc", "Kết thúc lúc", "Kết thúc", "finished"), maybe(dossier.ColumnOutcome, "Kết quả", "Tình trạng", "outcome"),
		maybe(dossier.ColumnReason, "Lý do", "reason"), maybe(dossier.ColumnHanded, "Thời điểm trả", "Trả kết quả lúc", "Đã trả", "handed"),
		maybe(dossier.ColumnDue, "Ngày hẹn trên giấy", "Ngày hẹn trả", "Hẹn trả", "due"),
	},
	intake.Calendar: {
		needed("date", "Ngày", "date"), maybe("weekday", "Thứ", "weekday"), needed("effect", "Hiệu lực", "effect"), needed("name_vi", "Tên", "name_vi"),
		maybe("reason", "Lý do", "reason"), maybe("verified", "Đã kiểm tra", "verified"), maybe("source", "Nguồn", "source"),
	},
}

// examples fill the second line of a template; a row as people write it explains more
// than a rule.
var examples = map[intake.Kind][]string{
	intake.Units:      {"H99.28.05", "UBND xã Hòa Lâm", "Cấp xã", "UBND cấp xã", "H99.28", "01/01/2020", "", ""},
	intake.Procedures: {"1.001193", "Đăng ký khai sinh", "Hộ tịch", "Cấp xã", "Trực tiếp", "trong ngày làm việc", "0", "", "Tờ khai (Mẫu 01); Giấy chứng sinh: 1 bản chính; Văn bản ủy quyền (nếu có)", "Cá nhân", "Giấy khai sinh", "", "Luật Hộ tịch 2014; Nghị định 123/2015/NĐ-CP", "Toàn trình", "48/QĐ-UBND", "25/12/2021", "01/01/2022", ""},
	intake.Workflows:  {"1.001193", "", "", "", "1", "", "Tiếp nhận, kiểm tra hồ sơ", "Cán bộ Một cửa", "một cửa", "0,25", "ngày", "Giấy tiếp nhận", "12/QĐ-UBND", "01/01/2022", ""},
	intake.Dossiers:   {"H99.28.05-220105-0001", "H99.28.05", "", "1.001193", "", "Trực tiếp", "Đinh Thị Hồng Nhung", "999186012345", "14/08/1986", "nữ", "Thôn 1", "0600000123", "Đăng ký khai sinh cho con", "", "08:15 05/01/2022", "10:00 05/01/2022", "xong", "", "10:05 05/01/2022", "05/01/2022"},
	intake.Calendar:   {"02/09/2022", "", "OFF", "Quốc khánh", "ngày lễ", "", "Thông báo của Bộ LĐTBXH"},
}

// Template writes an empty file of a kind with one row as an example.
func (Imports) Template(w io.Writer, kind intake.Kind) error {
	var columns []sheet.Column
	for _, f := range importForms[kind] {
		title := f.Titles[0]
		if !f.Optional {
			title += " (*)"
		}
		columns = append(columns, sheet.Column{Title: title})
	}
	row := make([]any, len(examples[kind]))
	for i, cell := range examples[kind] {
		row[i] = cell
	}
	return sheet.Write(w, sheet.Book{Sheets: []sheet.Sheet{{Name: "Mẫu nhập", Columns: columns, Rows: slices.Values([][]any{row})}}})
}
