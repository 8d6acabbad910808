package main

import (
	"fmt"
	"log/slog"
	"net"
	"time"

	carrier "cchc/link/post"
	"cchc/link/post/simulator"
)

// simulatePostCmd is the public post.
type simulatePostCmd struct {
	Addr    string        `default:"127.0.0.1:8093" help:"Địa chỉ của bưu chính mô phỏng."`
	To      string        `required:"" help:"Nơi nhận thông báo, ví dụ http://127.0.0.1:8080/post/notices."`
	KeyFile string        `name:"key-file" required:"" help:"Tệp khóa chung với bên gửi."`
	Faults  string        `help:"Lỗi mô phỏng, cách nhau dấu phẩy: twice, late, lost, timeout-after-accept, out-of-order."`
	Seed    uint64        `default:"1" help:"Hạt giống: cùng hạt giống thì cùng đơn bị lỗi."`
	Spoil   int           `default:"0" help:"Trong 100 bưu gửi có bao nhiêu không phát được và hoàn về."`
	Hang    time.Duration `default:"30s" help:"Giữ lại trả lời bao lâu khi timeout-after-accept."`
	Delay   time.Duration `default:"20s" help:"Thông báo trễ bao lâu khi late."`
	Pace    time.Duration `default:"2s" help:"Giữa hai trạng thái của một bưu gửi."`
}

// Run serves the post until it is told to stop.
func (c *simulatePostCmd) Run(a *app) error {
	key, err := carrier.ReadKey(c.KeyFile)
	if err != nil {
		return err
	}
	faults, err := simulator.ParseFaults(c.Faults)
	if err != nil {
		return exitError{exitUsage, err}
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("không mở được địa chỉ %s: %w", c.Addr, err)
	}
	p := &simulator.Post{To: c.To, Key: key, Faults: faults, Seed: c.Seed, Spoil: c.Spoil, Hang: c.Hang, Delay: c.Delay, Pace: c.Pace, Log: slog.New(slog.NewTextHandler(a.Err, nil))}
	a.say("Bưu chính mô phỏng tại http://%s", listener.Addr())
	return simulate(a.ctx, listener, p.Handler())
}
