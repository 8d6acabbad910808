// Command cchc runs and measures a province's administrative reform.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
)

// app is what every subcommand gets: the streams, the switches they share, the database.
type app struct {
	Out, Err io.Writer
	JSON     bool
	Quiet    bool
	Database string
	Named    bool // the database, by --db or CCHC_DB

	Papers, PaperKeys string // folder and key file of the dossiers' files, "" beside the database
	ctx               context.Context
}

// open opens the database and refuses one that is not migrated.
func (a *app) open() (*store.Store, error) { return a.openAs(db.Options{}) }

// openReading is open for reading only; a database that is not there is not made.
func (a *app) openReading() (*store.Store, error) { return a.openAs(db.Options{ReadOnly: true}) }

func (a *app) openAs(o db.Options) (*store.Store, error) {
	s, err := store.Open(a.ctx, a.Database, o)
	if err != nil {
		return nil, err
	}
	pending, err := s.DB.Pending(a.ctx, store.Migrations())
	if err == nil && len(pending) > 0 {
		err = refusal.TooEarlyOrLate("Cơ sở dữ liệu %s chưa được nâng cấp (%d bước): hãy chạy “cchc migrate”.", a.Database, len(pending))
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// say writes a message for a person, unless they want none.
func (a *app) say(format string, args ...any) {
	if !a.Quiet {
		fmt.Fprintf(a.Err, format+"\n", args...)
	}
}

// commands is the whole command line. Flags are also environment variables.
type commands struct {
	DB string `name:"db" env:"CCHC_DB" help:"Tệp SQLite hoặc địa chỉ postgres://; mặc định là cchc.db, với bản mẫu là demo.db."`

	Papers    string `name:"papers" env:"CCHC_PAPERS" help:"Thư mục giữ tệp giấy tờ đã mã hóa; mặc định nằm cạnh tệp SQLite."`
	PaperKeys string `name:"paper-keys" env:"CCHC_PAPER_KEYS" help:"Tệp khóa của giấy tờ; mặc định nằm cạnh thư mục giấy tờ."`

	JSON  bool `name:"json" help:"In một tài liệu JSON ra stdout."`
	Quiet bool `short:"q" help:"Không in thông báo."`

	Serve    serveCmd    `cmd:"" help:"Phục vụ các trang; tạo và nâng cấp cơ sở dữ liệu khi còn mới."`
	Migrate  migrateCmd  `cmd:"" help:"Nâng cấp lược đồ cơ sở dữ liệu."`
	Bench    benchCmd    `cmd:"" help:"Đo tốc độ và kích thước trên máy này, so với mức sàn đo cùng lúc."`
	Doctor   doctorCmd   `cmd:"" help:"Xem máy, đĩa, cơ sở dữ liệu, khóa và sao lưu; mỗi chỗ hỏng kèm cách sửa."`
	Demo     demoCmd     `cmd:"" help:"Dựng tỉnh An Sơn hư cấu với hồ sơ năm 2022 và những tháng gần đây, rồi phục vụ."`
	Backup   backupCmd   `cmd:"" help:"Sao lưu cơ sở dữ liệu vào một tệp trong khi vẫn làm việc."`
	Restore  restoreCmd  `cmd:"" help:"Phục hồi cơ sở dữ liệu từ bản sao."`
	Drill    drillCmd    `cmd:"" help:"Diễn tập: sao lưu, phục hồi ra chỗ khác, kiểm chứng."`
	Version  versionCmd  `cmd:"" help:"Phiên bản của chương trình."`
	Verify   verifyCmd   `cmd:"" help:"Tìm mọi chỗ bị sửa, xóa, chèn thêm sau lưng chương trình; mã thoát 3 khi có."`
	Import   importCmd   `cmd:"" help:"Nhập tệp XLSX hoặc CSV, tất cả hoặc không gì cả; mã thoát 6 khi có lỗi."`
	Deadline deadlineCmd `cmd:"" help:"Tính ngày hẹn trả và giải thích từng bước."`
	Simulate simulateCmd `cmd:"" help:"Chạy hệ thống khác dưới dạng mô phỏng, để thử và diễn tập."`

	Punctuality punctualityCmd `cmd:"" help:"Tỷ lệ giải quyết đúng hạn của một kỳ."`
}

// Exit codes that scripts rely on.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitTampered    = 3
	exitNotFound    = 4
	exitConflict    = 5
	exitInvalid     = 6
	exitAway        = 7
	exitPartly      = 8
	exitInterrupted = 130
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its world as parameters, for tests.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	var c commands
	code := -1
	parser, err := kong.New(&c,
		kong.Name("cchc"), kong.Description("Cải cách hành chính của một tỉnh: một cửa, số liệu, chỉ số."),
		kong.Writers(out, errOut), kong.Exit(func(n int) { code = n }), kong.UsageOnError(),
	)
	if err != nil {
		fmt.Fprintln(errOut, err)
		return exitFailure
	}
	parsed, err := parser.Parse(args)
	if code >= 0 { // --help has spoken
		return code
	}
	if err != nil {
		fmt.Fprintln(errOut, err)
		return exitUsage
	}
	if err := checkEnvironment(); err != nil {
		fmt.Fprintln(errOut, err)
		return exitUsage
	}
	a := &app{Out: out, Err: errOut, JSON: c.JSON, Quiet: c.Quiet, Database: cmp.Or(c.DB, usualDatabase()), Named: c.DB != "", Papers: c.Papers, PaperKeys: c.PaperKeys, ctx: ctx}
	err = parsed.Run(a)
	if err != nil && !errors.Is(err, errSaid) {
		fmt.Fprintln(errOut, err)
	}
	return exitCode(ctx, err)
}

// errSaid is a failure that the command has told already.
var errSaid = errors.New("")

// exitError is a failure with an exit code of its own.
type exitError struct {
	code int
	error
}

func (e exitError) Unwrap() error { return e.error }

// exitCode is the one place that turns an error into an exit code.
func exitCode(ctx context.Context, err error) int {
	var own exitError
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &own):
		return own.code
	case errors.Is(err, db.ErrAway):
		return exitAway
	}
	switch refusal.KindOf(err) {
	case refusal.Invalid:
		return exitInvalid
	case refusal.NotFound:
		return exitNotFound
	case refusal.Conflict, refusal.NotNow:
		return exitConflict
	}
	return exitFailure
}
