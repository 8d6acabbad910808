package main

import (
	"time"

	"cchc/link/message"
	mailroom "cchc/link/message/simulator"
)

// simulateMessageCmd is the providers of messages.
type simulateMessageCmd struct {
	SMTP    string        `name:"smtp" help:"Địa chỉ của máy chủ thư mô phỏng, ví dụ 127.0.0.1:2525."`
	SMS     string        `name:"sms" help:"Địa chỉ của cổng SMS mô phỏng."`
	Zalo    string        `name:"zalo" help:"Địa chỉ của Zalo mô phỏng."`
	Page    string        `name:"page" help:"Địa chỉ của trang xem tin đã nhận."`
	Keep    string        `help:"Tệp giữ mọi tin đã nhận; để trống thì chỉ giữ trong bộ nhớ."`
	Seed    uint64        `default:"1" help:"Hạt giống: cùng hạt giống, cùng thứ tự thì cùng lỗi."`
	Faults  int           `default:"0" help:"Bao nhiêu phần trăm tin gặp lỗi: từ chối, bận, chậm, nhận rồi im, báo hai lần, báo ngược, không báo."`
	Slow    time.Duration `default:"3s" help:"Chậm bao lâu khi chậm."`
	KeyFile string        `name:"key-file" help:"Tệp khóa chung của cổng SMS và bí mật của Zalo."`
	ToSMS   string        `name:"to-sms" help:"Nơi cổng SMS báo về, ví dụ http://127.0.0.1:8080/callbacks/messages/sms."`
	ToZalo  string        `name:"to-zalo" help:"Nơi Zalo báo về."`
	App     string        `default:"app" help:"Mã ứng dụng Zalo."`
	Token   string        `default:"first" help:"Khóa làm mới đầu tiên của Zalo."`
}

// Run simulates until it is told to stop.
func (c *simulateMessageCmd) Run(a *app) error {
	key, err := message.ReadKey(c.KeyFile)
	if err != nil {
		return err
	}
	return mailroom.Run(a.ctx, mailroom.Options{
		SMTP: c.SMTP, SMS: c.SMS, Zalo: c.Zalo, Page: c.Page, Keep: c.Keep, Seed: c.Seed, Faults: c.Faults, Slow: c.Slow,
		Key: key, Callback: c.ToSMS, ZaloApp: c.App, ZaloSecret: key, ZaloToken: c.Token, ZaloCallback: c.ToZalo,
		Listening: func(way, address string) { a.say("%s: %s", way, address) },
	})
}
